package io.kubernaut.health.diagnostics.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where time and memory went during a while, as the flight recorder saw it.
 *
 * @param start when the while began
 * @param window how long it was
 * @param methods the methods that ran, by samples
 * @param allocations classes and where they were allocated, by bytes (an estimate)
 * @param locks classes of monitors and locks and where they were waited for, by seconds
 * @param io hosts and files that were waited for, by seconds
 * @param pauses the pauses of the collector
 * @param overhead what recording cost, as far as it can be told
 */
public record Profile(
    Instant start,
    Duration window,
    List<Share> methods,
    List<Share> allocations,
    List<Share> locks,
    List<Share> io,
    Pauses pauses,
    Overhead overhead) {

  /**
   * Copies the lists.
   *
   * @param start when the while began
   * @param window how long it was
   * @param methods the methods that ran
   * @param allocations classes and where they were allocated
   * @param locks classes of monitors and locks
   * @param io hosts and files that were waited for
   * @param pauses the pauses of the collector
   * @param overhead what recording cost
   */
  public Profile {
    methods = List.copyOf(methods);
    allocations = List.copyOf(allocations);
    locks = List.copyOf(locks);
    io = List.copyOf(io);
  }

  /**
   * A part of a whole.
   *
   * @param name what it is
   * @param amount how much, in the unit of the list
   * @param share of the whole, 0 to 1
   */
  public record Share(String name, double amount, double share) {}

  /**
   * Pauses of the collector.
   *
   * @param count how many
   * @param total all together
   * @param longest the longest
   */
  public record Pauses(long count, Duration total, Duration longest) {}

  /**
   * What recording cost: the process with it and without it. Other load is in both numbers, so this
   * is a bound, not a measurement.
   *
   * @param coresBefore processors in use since the profiler was opened or the last recording ended
   * @param coresDuring processors in use while it was recorded
   * @param hiccupBefore how late a thread wakes up, the 99th percentile, without recording
   * @param hiccupDuring the same with it
   * @param reading how long summing up took, afterwards
   * @param bytes how large the recording was
   */
  public record Overhead(
      double coresBefore,
      double coresDuring,
      Duration hiccupBefore,
      Duration hiccupDuring,
      Duration reading,
      long bytes) {}

  /**
   * Returns it for people.
   *
   * @return several lines
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("%s, %s%n".formatted(start, window)).append(sums());
    out.append(
        "Overhead: %.2f processors before, %.2f during; hiccups %s before, %s during; %d bytes read in %s%n"
            .formatted(
                overhead.coresBefore(),
                overhead.coresDuring(),
                overhead.hiccupBefore(),
                overhead.hiccupDuring(),
                overhead.bytes(),
                overhead.reading()));
    return out.toString();
  }

  /** What was seen, without what it cost. */
  String sums() {
    StringBuilder out = new StringBuilder();
    section("Methods (samples)", methods, out);
    section("Allocations (bytes)", allocations, out);
    section("Locks (seconds waited)", locks, out);
    section("Sockets and files (seconds waited)", io, out);
    out.append(
        "Pauses: %d, %s together, the longest %s%n"
            .formatted(pauses.count(), pauses.total(), pauses.longest()));
    return out.toString();
  }

  private static void section(String title, List<Share> shares, StringBuilder out) {
    out.append(title).append(":\n");
    shares.forEach(
        share ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "  %5.1f %%  %12.3f  %s%n",
                    100 * share.share(),
                    share.amount(),
                    share.name())));
  }
}
