package io.kubernaut.metrics.registry.cells;

/** One of the pieces in which a histogram's values are counted. Read by any thread. */
interface HistogramPart {
  /** The number of values counted here. */
  long count();

  /** Their sum: nanoseconds of a timer, the bits of a double otherwise. */
  long sum();

  /** The greatest key of the step {@code now} and the two before it; zero when there is none. */
  long max(int now);

  /** Adds all but the maximum to a reader's sum. */
  void addTo(HistogramReading reading);
}
