package io.kubernaut.metrics.registry.binders;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the context switches of all threads.
 *
 * <p>The kernel tells them for single threads only, and a thread takes its count with it when it
 * ends. So this adds up what each thread switched since the last look, and the sum only grows. What
 * a thread switched after the last look before its end is lost. Beyond {@value #MOST_THREADS}
 * threads nothing is read, because each costs a file; then the figures are absent.
 */
final class ContextSwitches implements FigureSource {
  static final Quantity SWITCHES =
      Quantity.counter(
          "process.context.switches",
          "Context switches of the threads: voluntary ones wait, involuntary ones were preempted");

  private static final int MOST_THREADS = 512;
  private static final String VOLUNTARY = "\nvoluntary_ctxt_switches:";
  private static final String INVOLUNTARY = "\nnonvoluntary_ctxt_switches:";

  private final TextFiles files;
  private final Path tasks;
  private Map<Path, Count> known = Map.of();
  private Count total = Count.NONE;

  ContextSwitches(TextFiles files, Path tasks) {
    this.files = files;
    this.tasks = tasks;
  }

  @Override
  public synchronized void read(Figures into) {
    List<Path> threads = files.list(tasks);
    if (threads.isEmpty() || threads.size() > MOST_THREADS) {
      return;
    }
    Map<Path, Count> seen = new HashMap<>();
    for (Path thread : threads) {
      files
          .text(thread.resolve("status"))
          .map(Count::of)
          .filter(Count::complete)
          .ifPresent(count -> seen.put(thread, count));
    }
    seen.forEach(
        (thread, count) -> total = total.plus(count.since(known.getOrDefault(thread, Count.NONE))));
    known = seen;
    if (total.equals(Count.NONE)) {
      return; // nothing was readable: no thread got here without a switch
    }
    into.add(SWITCHES, total.voluntary(), "type", "voluntary");
    into.add(SWITCHES, total.involuntary(), "type", "involuntary");
  }

  private record Count(double voluntary, double involuntary) {
    static final Count NONE = new Count(0, 0);

    static Count of(String status) {
      return new Count(number(status, VOLUNTARY), number(status, INVOLUNTARY));
    }

    /** Looks at two of sixty lines: this is read for each thread. */
    private static double number(String status, String line) {
      int start = status.indexOf(line);
      int end = status.indexOf('\n', start + line.length());
      return start < 0 || end < 0
          ? Double.NaN
          : Text.number(status.substring(start + line.length(), end));
    }

    /** One that is not a number would spoil the sum for good. */
    boolean complete() {
      return !Double.isNaN(voluntary + involuntary);
    }

    Count plus(Count other) {
      return new Count(voluntary + other.voluntary, involuntary + other.involuntary);
    }

    /** A thread number that is used again begins at zero. */
    Count since(Count before) {
      return before.voluntary > voluntary
          ? this
          : new Count(voluntary - before.voluntary, involuntary - before.involuntary);
    }
  }
}
