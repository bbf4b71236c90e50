package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.health.diagnostics.profile.Profile.Overhead;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A recording that always runs and remembers the last while, so that what led to a failure can be
 * looked at afterwards.
 *
 * <p>It samples at the pace of the recorder's standard settings (every 20 ms, waits of 20 ms and
 * more). The recorder keeps it in a folder of its own in the machine's temporary directory. Safe
 * for any thread.
 */
public final class FlightWindow implements AutoCloseable {

  private static final Duration SAMPLING = Duration.ofMillis(20);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

  private final FlightRecording recording;

  private FlightWindow(FlightRecording recording) {
    this.recording = recording;
  }

  /**
   * Starts to remember.
   *
   * @param name what it is called in the recorder
   * @param age how far back to remember, roughly: whole chunks of the recorder are forgotten
   * @param bytes how much to keep at most, roughly
   * @return the window; empty where there is no flight recorder, see {@link Profiler#missing()}
   */
  public static Optional<FlightWindow> open(String name, Duration age, long bytes) {
    return Profiler.missing().isPresent()
        ? Optional.empty()
        : Optional.of(
            new FlightWindow(FlightRecording.start(name, SAMPLING, SHORTEST_WAIT, age, bytes)));
  }

  /**
   * Writes what is remembered, and goes on.
   *
   * @param file a new file, for JDK Mission Control or {@code jfr print}
   * @throws IOException if it cannot be written
   */
  public void dump(Path file) throws IOException {
    recording.dump(file);
  }

  /**
   * Sums up what was written: methods, allocations, locks, sockets and files, pauses.
   *
   * @param file what {@link #dump} wrote
   * @return several lines, for people
   * @throws IOException if it cannot be read
   */
  public static String summary(Path file) throws IOException {
    Overhead unknown = new Overhead(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
    return new FlightReader(Instant.EPOCH, Instant.MAX).read(file, unknown).sums();
  }

  /** Forgets all of it. Closing twice is harmless. */
  @Override
  public void close() {
    recording.close();
  }
}
