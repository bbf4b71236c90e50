package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformEvent;
import io.kubernaut.core.runtime.Subscription;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.health.diagnostics.profile.FlightWindow;
import io.kubernaut.health.diagnostics.profile.Profiler;
import io.kubernaut.health.diagnostics.redaction.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes evidence at the moment of a failure, because a minute later it is gone: all threads with
 * deadlocks named, how the heap differs from before, the last change of the configuration, what
 * happened in the last quarter of an hour, and what the flight recorder remembers of the last
 * minute, which is summed up as a profile.
 *
 * <p>Each capture is a folder; texts in it have no secrets that the rules find. Its recording
 * ({@code window.jfr}) has names of threads, classes, hosts and files, and where somebody else
 * records in this process too, whatever that one has asked for, which may be all settings. It stays
 * on this machine: no bundle takes it. Captures are limited in number, in bytes and in how soon one
 * follows another ({@link EvidenceLimits}); what is refused is counted. A piece that cannot be
 * taken is named and costs no other. A capture stops the process for some tens of milliseconds, by
 * the threads and the heap. Safe for any thread.
 */
public final class Evidence implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);
  private static final ExecutorLimits ONE = new ExecutorLimits(1, 4);
  private static final Duration RECENT = Duration.ofMinutes(15);
  private static final String RECORDING = "window.jfr";
  private static final int DEPTH = 128;
  private static final int CLASSES = 100;

  private final Platform platform;
  private final Path folder;
  private final EvidenceStore store;
  private final EvidenceLimits limits;
  private final Supplier<Redaction> redaction;
  private final BoundedExecutor executor;
  private final @Nullable FlightWindow window;
  private final Subscription subscription;
  private @Nullable HeapHistogram before; // touched by the executor's one thread only
  private @Nullable Instant beforeTime;
  private long captures; // guarded by this
  private long refused; // guarded by this
  private @Nullable Long last; // guarded by this

  private Evidence(
      Platform platform,
      Path folder,
      EvidenceStore store,
      EvidenceTrigger trigger,
      EvidenceLimits limits,
      Supplier<Redaction> redaction) {
    this.platform = platform;
    this.folder = folder;
    this.store = store;
    this.limits = limits;
    this.redaction = redaction;
    this.executor = platform.executor("evidence", ONE);
    try {
      this.window = window();
      executor.execute(this::remember);
      this.subscription = subscribe(trigger);
    } catch (RuntimeException refusedByPlatform) {
      letGo();
      throw refusedByPlatform;
    }
  }

  private @Nullable FlightWindow window() {
    return FlightWindow.open(
            "kubernaut-" + platform.name() + "-window", limits.window(), limits.recordingBytes())
        .orElse(null);
  }

  private Subscription subscribe(EvidenceTrigger trigger) {
    return platform
        .events()
        .subscribe(
            "evidence",
            PlatformEvent.class,
            event -> trigger.reason(event).ifPresent(this::capture));
  }

  static Evidence open(
      Platform platform,
      Path folder,
      EvidenceTrigger trigger,
      EvidenceLimits limits,
      Supplier<Redaction> redaction)
      throws IOException {
    EvidenceStore store = new EvidenceStore(Storage.open(folder), limits);
    try {
      return new Evidence(platform, folder, store, trigger, limits, redaction);
    } catch (RuntimeException refused) {
      store.close();
      throw refused;
    }
  }

  private void remember() {
    before = HeapHistogram.take().orElse(null);
    beforeTime = platform.wallClock().instant();
  }

  /**
   * Takes evidence, unless that was done a short while ago.
   *
   * @param reason why, in a sentence
   * @return what was taken, when it is; empty if it is too early, or this is closed
   */
  public Optional<CompletableFuture<EvidenceTaken>> capture(String reason) {
    Instant time = platform.wallClock().instant();
    Optional<Long> number = admit();
    CompletableFuture<EvidenceTaken> taken = new CompletableFuture<>();
    try {
      number.ifPresent(n -> executor.execute(() -> complete(taken, name(time, n), reason, time)));
    } catch (RuntimeException overloadedOrClosed) {
      refuse();
      return Optional.empty();
    }
    return number.map(n -> taken);
  }

  private synchronized Optional<Long> admit() {
    long now = platform.monotonicClock().nanos();
    Long before = last;
    if (before != null && now - before < limits.between().toNanos()) {
      refused++;
      return Optional.empty();
    }
    last = now;
    return Optional.of(++captures);
  }

  private synchronized void refuse() {
    refused++;
  }

  /** Names sort by time; two within a second by their number. */
  private static String name(Instant time, long number) {
    return "%s-%04d"
        .formatted(time.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", ""), number);
  }

  private void complete(
      CompletableFuture<EvidenceTaken> taken, String name, String reason, Instant time) {
    try {
      EvidenceTaken evidence = take(name, reason, time);
      platform.events().publish(evidence);
      taken.complete(evidence);
    } catch (IOException | RuntimeException failed) {
      LOG.warn("Evidence of a failure could not be taken: {}", failed.toString());
      taken.completeExceptionally(failed);
    }
  }

  private EvidenceTaken take(String name, String reason, Instant time) throws IOException {
    Redaction clean = redaction.get();
    String why = clean.text(reason);
    List<String> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Capture capture = new Capture(name, clean, files, missing);
    store.begin(name);
    capture.text("threads.txt", () -> ThreadDump.take(DEPTH).text()); // the first to be gone
    capture.text("heap.txt", this::heap);
    capture.text("reason.txt", () -> "%s %s%n".formatted(time, why));
    capture.text("change.txt", this::lastChange);
    capture.text("events.txt", () -> events(time));
    capture.recording(RECORDING);
    capture.text("profile.txt", () -> profile(folder.resolve(name).resolve(RECORDING)));
    store.trim();
    return new EvidenceTaken(time, name, why, files, missing);
  }

  /** The pieces of one capture. */
  private final class Capture {

    private final String name;
    private final Redaction clean;
    private final List<String> files;
    private final List<String> missing;

    Capture(String name, Redaction clean, List<String> files, List<String> missing) {
      this.name = name;
      this.clean = clean;
      this.files = files;
      this.missing = missing;
    }

    void text(String file, Callable<String> content) {
      piece(file, () -> store.write(name, file, clean.text(content.call())));
    }

    void recording(String file) {
      piece(
          file,
          () -> {
            recorder().dump(folder.resolve(name).resolve(file));
            if (store.dropTooLarge(name, file)) {
              throw new IOException(
                  "it is larger than %d bytes".formatted(limits.recordingBytes()));
            }
          });
    }

    private void piece(String file, Piece piece) {
      try {
        piece.take();
        files.add(file);
      } catch (Exception failed) {
        missing.add(file + ": " + clean.text(String.valueOf(failed.getMessage())));
      }
    }
  }

  /** Takes one piece. */
  @FunctionalInterface
  private interface Piece {
    void take() throws Exception;
  }

  private String heap() {
    HeapHistogram now =
        HeapHistogram.take()
            .orElseThrow(
                () ->
                    new UnsupportedOperationException("this virtual machine cannot count objects"));
    HeapHistogram earlier = before;
    String change =
        earlier == null
            ? ""
            : "Change since %s:%n%s%n"
                .formatted(beforeTime, HeapHistogram.text(now.since(earlier, CLASSES)));
    before = now;
    beforeTime = platform.wallClock().instant();
    return change
        + "%d bytes in all:%n%s".formatted(now.bytes(), HeapHistogram.text(now.top(CLASSES)));
  }

  private FlightWindow recorder() {
    if (window == null) {
      throw new UnsupportedOperationException(Profiler.missing().orElse("It is closed."));
    }
    return window;
  }

  private String profile(Path recording) throws IOException {
    recorder();
    return FlightWindow.summary(recording);
  }

  private String lastChange() {
    List<PlatformEvent> changes =
        platform.events().since(Instant.EPOCH).stream()
            .filter(event -> event.type().startsWith("config."))
            .toList();
    return changes.isEmpty()
        ? "No change of the configuration is known.\n"
        : StandardParts.line(changes.get(changes.size() - 1)) + "\n";
  }

  private String events(Instant time) {
    return platform.events().since(time.minus(RECENT)).stream()
        .map(StandardParts::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * Returns what is kept.
   *
   * @return the names of the folders, the oldest first
   * @throws IOException if the disk refuses
   */
  public List<String> kept() throws IOException {
    return store.folders();
  }

  /**
   * Returns how much is kept.
   *
   * @return bytes on the disk
   * @throws IOException if the disk refuses
   */
  public long bytes() throws IOException {
    return store.bytes();
  }

  /**
   * Returns how often evidence was called for too soon after the last.
   *
   * @return a count that only grows
   */
  public synchronized long refused() {
    return refused;
  }

  /** Takes no more. What is kept stays on the disk. */
  @Override
  public void close() {
    subscription.close();
    letGo();
    try {
      store.close();
    } catch (IOException refusedByDisk) {
      LOG.warn("The folder of evidence {} could not be let go", folder, refusedByDisk);
    }
  }

  private void letGo() {
    executor.close();
    if (window != null) {
      window.close();
    }
  }
}
