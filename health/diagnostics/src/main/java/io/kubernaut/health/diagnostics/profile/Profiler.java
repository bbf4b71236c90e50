package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.health.diagnostics.profile.Profile.Overhead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records with the flight recorder of the JDK, on demand, and sums up what it saw. What is recorded
 * when something is breached is evidence, and comes from before the breach: see {@link
 * FlightWindow}.
 *
 * <pre>{@code
 * try (Profiler profiler = Profiler.open(platform, Path.of("/var/lib/orders/profiles"))) {
 *   Profile profile = profiler.profile(Duration.ofSeconds(10)).join();
 * }
 * }</pre>
 *
 * <p>However many ask at a time, one recording runs; each gets the summary of its own while, and
 * the recording ends with the last of them. What it costs is in the profile. The folder holds one
 * file at a time, of at most 64 MiB, which is deleted when it is read. Safe for any thread.
 *
 * <p>A runtime image without the module {@code jdk.jfr} has no flight recorder; then every profile
 * fails and says so, and {@link Bottlenecks} still work.
 */
public final class Profiler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Profiler.class);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SAMPLING = Duration.ofMillis(10);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
  private static final long MOST_BYTES = 64L << 20;
  private static final ExecutorLimits READERS = new ExecutorLimits(1, 16);
  private static final Pattern RECORDING = Pattern.compile("profile-\\d+\\.jfr");

  private final Platform platform;
  private final Path folder;
  private final Storage storage;
  private final BoundedExecutor reader;
  private final HiccupMeter hiccups;

  private @Nullable FlightRecording recording; // guarded by this
  private int takers; // guarded by this
  private long started; // guarded by this
  private long files; // guarded by this
  private Baseline baseline; // guarded by this
  private boolean closed; // guarded by this
  private final Queue<CompletableFuture<Profile>> pending = new ConcurrentLinkedQueue<>();

  private Profiler(Platform platform, Path folder, Storage storage) {
    this.platform = platform;
    this.folder = folder;
    this.storage = storage;
    this.reader = platform.executor("profiles", READERS);
    try {
      this.hiccups = HiccupMeter.start(platform);
    } catch (RuntimeException noThreadLeft) {
      reader.close();
      throw noThreadLeft;
    }
    this.baseline = Baseline.begin(this);
  }

  /** Counters at the beginning of a while. */
  private record Baseline(MachineUse.Mark use, HiccupMeter.Mark hiccups, long nanos) {

    static Baseline begin(Profiler profiler) {
      return new Baseline(
          MachineUse.Mark.now(),
          profiler.hiccups.mark(),
          profiler.platform.monotonicClock().nanos());
    }
  }

  /** What a while was like. */
  private record Load(double cores, Duration hiccup) {}

  /**
   * Opens a profiler.
   *
   * @param platform whose clocks and threads are used
   * @param folder where recordings are put while they are read; for this profiler alone
   * @return the profiler; close it
   * @throws IOException if the folder cannot be used
   */
  public static Profiler open(Platform platform, Path folder) throws IOException {
    Storage storage = Storage.open(folder);
    try {
      deleteLeftOver(storage);
      return new Profiler(platform, folder, storage);
    } catch (IOException | RuntimeException refused) {
      storage.close();
      throw refused;
    }
  }

  /** A process that was killed has left its recording. */
  private static void deleteLeftOver(Storage storage) throws IOException {
    for (StorageEntry entry : storage.list("")) {
      if (RECORDING.matcher(entry.name()).matches()) {
        storage.delete(entry.name());
      }
    }
  }

  /**
   * Tells whether this virtual machine has a flight recorder.
   *
   * @return why not; empty if it has
   */
  public static Optional<String> missing() {
    try {
      return FlightRecording.isAvailable()
          ? Optional.empty()
          : Optional.of("This virtual machine has switched its flight recorder off.");
    } catch (NoClassDefFoundError noModule) {
      return Optional.of(
          "This Java runtime has no flight recorder: start it with --add-modules jdk.jfr, and have jlink add that module to an image.");
    }
  }

  /**
   * Records for a while.
   *
   * @param window how long, up to 5 minutes
   * @return the profile when it is there; it fails if there is no flight recorder, the disk
   *     refuses, or this profiler is closed
   * @throws IllegalArgumentException if the window is not positive or longer than 5 minutes
   */
  public CompletableFuture<Profile> profile(Duration window) {
    if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Invalid window %s to record: give more than nothing and at most %s, for example PT10S."
              .formatted(window, LONGEST));
    }
    CompletableFuture<Profile> result = new CompletableFuture<>();
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      result.completeExceptionally(new UnsupportedOperationException(missing.get()));
      return result;
    }
    try {
      begin(window, platform.wallClock().instant(), join(result), result);
    } catch (RuntimeException refused) {
      result.completeExceptionally(refused);
    }
    return result;
  }

  private void begin(
      Duration window, Instant start, Load before, CompletableFuture<Profile> result) {
    try {
      Baseline own = Baseline.begin(this);
      platform.scheduler().once("end of profile", window, () -> end(start, own, before, result));
    } catch (RuntimeException refused) {
      leave();
      throw refused;
    }
  }

  /** Takes part in the recording, and starts it if nobody does yet. */
  private synchronized Load join(CompletableFuture<Profile> result) {
    if (closed) {
      throw isClosed();
    }
    Load before = load(baseline);
    if (recording == null) {
      recording =
          FlightRecording.start(
              "kubernaut-" + platform.name(), SAMPLING, SHORTEST_WAIT, LONGEST, MOST_BYTES);
      started++;
    }
    takers++;
    pending.removeIf(CompletableFuture::isDone);
    pending.add(result);
    return before;
  }

  private static IllegalStateException isClosed() {
    return new IllegalStateException("The profiler is closed. Open another.");
  }

  private Load load(Baseline since) {
    Duration window = Duration.ofNanos(platform.monotonicClock().nanos() - since.nanos());
    return new Load(
        since.use().until(MachineUse.Mark.now(), window).cores(),
        hiccups.since(since.hiccups()).p99());
  }

  private void end(Instant start, Baseline own, Load before, CompletableFuture<Profile> result) {
    Load during = load(own);
    Instant end = platform.wallClock().instant();
    try {
      reader.execute(() -> read(start, end, before, during, result));
    } catch (RuntimeException refused) {
      leave();
      result.completeExceptionally(refused);
    }
  }

  private void read(
      Instant start, Instant end, Load before, Load during, CompletableFuture<Profile> result) {
    try {
      result.complete(recorded(nextName(), start, end, before, during));
    } catch (IOException | RuntimeException failed) {
      result.completeExceptionally(failed);
    }
  }

  private Profile recorded(String name, Instant start, Instant end, Load before, Load during)
      throws IOException {
    try {
      dump(folder.resolve(name));
      return summary(folder.resolve(name), start, end, before, during);
    } finally {
      storage.delete(name);
    }
  }

  private void dump(Path file) throws IOException {
    try {
      running().dump(file);
    } finally {
      leave();
    }
  }

  private synchronized String nextName() {
    return "profile-" + ++files + ".jfr";
  }

  private synchronized FlightRecording running() {
    if (recording == null) {
      throw isClosed();
    }
    return recording;
  }

  private Profile summary(Path file, Instant start, Instant end, Load before, Load during)
      throws IOException {
    long bytes = Files.size(file);
    long begin = platform.monotonicClock().nanos();
    Profile read =
        new FlightReader(start, end).read(file, overhead(before, during, Duration.ZERO, bytes));
    Duration took = Duration.ofNanos(platform.monotonicClock().nanos() - begin);
    return new Profile(
        read.start(),
        read.window(),
        read.methods(),
        read.allocations(),
        read.locks(),
        read.io(),
        read.pauses(),
        overhead(before, during, took, bytes));
  }

  private static Overhead overhead(Load before, Load during, Duration reading, long bytes) {
    return new Overhead(
        before.cores(), during.cores(), before.hiccup(), during.hiccup(), reading, bytes);
  }

  /** The last one ends the recording. */
  private synchronized void leave() {
    takers--;
    if (takers == 0 && recording != null) {
      recording.close();
      recording = null;
      baseline = Baseline.begin(this);
    }
  }

  /**
   * Returns how many recordings were started.
   *
   * @return a count that only grows; less than the number of profiles where some shared one
   */
  public synchronized long recordings() {
    return started;
  }

  /**
   * Returns the meter of hiccups that runs beside it.
   *
   * @return the meter; not to be closed
   */
  public HiccupMeter hiccups() {
    return hiccups;
  }

  /**
   * Ends a recording under way, whose profiles fail, and frees the folder. Closing twice is
   * harmless.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (recording != null) {
        recording.close();
        recording = null;
      }
    }
    pending.forEach(each -> each.completeExceptionally(isClosed()));
    reader.close();
    hiccups.close();
    try {
      storage.close();
    } catch (IOException refused) {
      LOG.warn("The folder of profiles {} could not be let go", folder, refused);
    }
  }
}
