package io.kubernaut.health.diagnostics.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.EventSettings;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/**
 * A recording of the flight recorder that runs. The one class that needs the module {@code
 * jdk.jfr}, beside the reader: it is touched only after {@link Profiler} has found the module.
 *
 * <p>It asks for neither properties nor environment variables; names of threads, classes, hosts and
 * files get into its files. So does whatever another recording of this process asks for while it
 * runs, as the recorder writes one stream for all: with the JDK's own settings that is the
 * environment, too.
 */
final class FlightRecording implements AutoCloseable {

  private static final List<String> WAITS =
      List.of("jdk.JavaMonitorEnter", "jdk.ThreadPark", "jdk.SocketRead", "jdk.SocketWrite");
  private static final List<String> FILES =
      List.of("jdk.FileRead", "jdk.FileWrite", "jdk.FileForce");

  private final Recording recording;

  private FlightRecording(Recording recording) {
    this.recording = recording;
  }

  static boolean isAvailable() {
    return FlightRecorder.isAvailable();
  }

  /**
   * Starts one.
   *
   * @param name what it is called in the recorder
   * @param sampling from one look at the threads that run to the next
   * @param shortest waits shorter than this are left out
   * @param age what is older is given up
   * @param bytes what is more is given up, the oldest first
   */
  static FlightRecording start(
      String name, Duration sampling, Duration shortest, Duration age, long bytes) {
    Recording recording = new Recording();
    try {
      recording.setName(name);
      start(recording, sampling, shortest, age, bytes);
      return new FlightRecording(recording);
    } catch (RuntimeException refused) {
      recording.close();
      throw refused;
    }
  }

  private static void start(
      Recording recording, Duration sampling, Duration shortest, Duration age, long bytes) {
    recording.setToDisk(true);
    recording.setMaxAge(age);
    recording.setMaxSize(bytes);
    recording.enable("jdk.ExecutionSample").withPeriod(sampling);
    recording.enable("jdk.ObjectAllocationSample").with("throttle", "150/s").withStackTrace();
    recording.enable("jdk.GCPhasePause").withThreshold(Duration.ZERO);
    WAITS.forEach(each -> stack(recording.enable(each).withThreshold(shortest)));
    FILES.forEach(each -> stack(recording.enable(each).withThreshold(shortest)));
    recording.start();
  }

  private static void stack(EventSettings event) {
    event.withStackTrace();
  }

  /** Writes what it has. It goes on. */
  void dump(Path file) throws IOException {
    recording.dump(file);
  }

  @Override
  public void close() {
    recording.close();
  }
}
