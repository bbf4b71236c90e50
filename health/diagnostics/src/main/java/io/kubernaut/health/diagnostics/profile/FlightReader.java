package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.health.diagnostics.profile.Profile.Overhead;
import io.kubernaut.health.diagnostics.profile.Profile.Pauses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Sums up a recording, event by event: it never has more of it in memory than one chunk. */
final class FlightReader {

  private static final int TOP = 20;

  private final Instant start;
  private final Instant end;
  private final Tally methods = new Tally();
  private final Tally allocations = new Tally();
  private final Tally locks = new Tally();
  private final Tally io = new Tally();
  private long pauses;
  private Duration paused = Duration.ZERO;
  private Duration longest = Duration.ZERO;

  FlightReader(Instant start, Instant end) {
    this.start = start;
    this.end = end;
  }

  Profile read(Path file, Overhead overhead) throws IOException {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (!event.getEndTime().isBefore(start) && !event.getStartTime().isAfter(end)) {
          add(event);
        }
      }
    }
    return new Profile(
        start,
        Duration.between(start, end),
        methods.top(TOP),
        allocations.top(TOP),
        locks.top(TOP),
        io.top(TOP),
        new Pauses(pauses, paused, longest),
        overhead);
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> methods.add(frame(event, any -> true), 1);
      case "jdk.ObjectAllocationSample" ->
          allocations.add(
              type(event, "objectClass") + " at " + frame(event, FlightReader::isOutside),
              (double) event.getLong("weight"));
      case "jdk.JavaMonitorEnter" -> wait(event, type(event, "monitorClass"));
      case "jdk.ThreadPark" -> park(event);
      case "jdk.SocketRead", "jdk.SocketWrite" ->
          io.add(event.getString("host") + ":" + event.getInt("port"), seconds(event));
      case "jdk.FileRead", "jdk.FileWrite", "jdk.FileForce" ->
          io.add(Optional.ofNullable(event.getString("path")).orElse("a file"), seconds(event));
      case "jdk.GCPhasePause" -> pause(event.getDuration());
      default -> {}
    }
  }

  /** Whoever is parked by anything but a lock waits for work, as far as can be told. */
  private void park(RecordedEvent event) {
    String blocker = type(event, "parkedClass");
    if (blocker.startsWith("java.util.concurrent.locks.Reentrant")
        || blocker.startsWith("java.util.concurrent.locks.StampedLock")
        || blocker.contains("Semaphore$")) {
      wait(event, blocker);
    }
  }

  private void wait(RecordedEvent event, String type) {
    locks.add(type + " at " + frame(event, FlightReader::isOutside), seconds(event));
  }

  private void pause(Duration time) {
    pauses++;
    paused = paused.plus(time);
    longest = time.compareTo(longest) > 0 ? time : longest;
  }

  private static double seconds(RecordedEvent event) {
    return event.getDuration().toNanos() / 1e9;
  }

  private static String type(RecordedEvent event, String field) {
    RecordedClass type = event.getClass(field);
    return type == null ? "unknown" : type.getName();
  }

  private static boolean isOutside(RecordedFrame frame) {
    return !ThreadSample.isJdk(frame.getMethod().getType().getName());
  }

  /** Returns the innermost frame of a kind, or the innermost of all. */
  private static String frame(RecordedEvent event, Predicate<RecordedFrame> which) {
    List<RecordedFrame> frames =
        event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
    return frames.stream()
        .filter(RecordedFrame::isJavaFrame)
        .filter(which)
        .findFirst()
        .or(() -> frames.stream().findFirst())
        .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
        .orElse("unknown");
  }
}
