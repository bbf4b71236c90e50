package io.kubernaut.metrics.store;

/**
 * The series a query selected, each readable at any time and in any order, until the set is closed.
 * All of them show the store as it was at one moment.
 *
 * <pre>{@code
 * SampleColumns samples = new SampleColumns();
 * try (SeriesSet set = source.select(query)) {
 *   for (int i = 0; i < set.size(); i++) {
 *     set.read(i, samples);
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>A reader looks at the labels first (to group, to match, to count) and then decodes each series
 * once, into columns that it owns and uses again. Several threads may read at once, each into
 * columns of its own; reading series in rising order is the fastest. Series that share their times
 * should come one after the other and share the array of times as well ({@link
 * SampleColumns#shareTimes}): the reader then finds the bounds of its windows once for all of them.
 *
 * <p>The order of series is up to the source, and the same for the same content. A series may have
 * no sample in the range after all.
 */
public interface SeriesSet extends AutoCloseable {

  /**
   * Returns the number of series.
   *
   * @return the number
   */
  int size();

  /**
   * Returns the labels of a series.
   *
   * @param index 0 to {@code size() - 1}
   * @return the labels
   */
  Labels labels(int index);

  /**
   * Reads a series: clears the columns and fills them with all samples of the query's range, in
   * order of time, which rises strictly. Samples outside of the range may come as well, so that
   * nobody has to cut a block in two.
   *
   * @param index 0 to {@code size() - 1}
   * @param into takes the samples
   * @throws DamagedDataException if what is stored can not be read; other series can
   */
  void read(int index, SampleColumns into);

  /** Gives back what the set holds. It throws nothing. */
  @Override
  void close();
}
