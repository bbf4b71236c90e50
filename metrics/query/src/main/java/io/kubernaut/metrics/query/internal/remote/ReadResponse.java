package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;

/**
 * Writes {@code prometheus.ReadResponse}: 1 result*, each of 1 timeseries*, which are those of
 * remote write 1.0. Samples outside of a query's range are left out. For one thread.
 */
public final class ReadResponse {

  private final MessageSink response = new MessageSink();
  private final MessageSink result = new MessageSink();
  private final MessageSink series = new MessageSink();
  private final MessageSink inner = new MessageSink();
  private final MessageSink packed = new MessageSink();

  /** Makes an empty one. */
  public ReadResponse() {}

  /** Returns about how many bytes it has. */
  public long size() {
    return (long) response.size() + result.size();
  }

  /** Adds a series to the result that is being written. */
  public void add(Labels labels, SampleColumns samples, long from, long to) {
    series.clear();
    labels.forEach(this::label);
    boolean some = false;
    for (int i = 0; i < samples.size(); i++) {
      long time = samples.times()[i];
      if (time >= from && time <= to) {
        sample(samples, i, time);
        some = true;
      }
    }
    if (some) {
      result.message(1, series);
    }
  }

  private void label(String name, String value) {
    inner.clear();
    inner.text(1, name);
    inner.text(2, value);
    series.message(1, inner);
  }

  private void sample(SampleColumns samples, int i, long time) {
    NativeHistogram histogram = samples.hasHistograms() ? samples.histograms()[i] : null;
    inner.clear();
    if (histogram == null) {
      inner.real(1, samples.values()[i]);
      inner.number(2, time);
      series.message(2, inner);
    } else {
      write(histogram, time);
      series.message(4, inner);
    }
  }

  /** Writes counts as floats, as they are stored. */
  private void write(NativeHistogram histogram, long time) {
    inner.real(2, histogram.count());
    inner.real(3, histogram.sum());
    inner.signed(4, histogram.schema());
    inner.real(5, histogram.zeroThreshold());
    inner.real(7, histogram.zeroCount());
    side(8, histogram.negativeIndexes());
    reals(10, histogram.negativeCounts());
    side(11, histogram.positiveIndexes());
    reals(13, histogram.positiveCounts());
    inner.number(
        14,
        switch (histogram.hint()) {
          case UNKNOWN -> 0;
          case RESET -> 1;
          case NOT_RESET -> 2;
          case GAUGE -> 3;
        });
    inner.number(15, time);
    reals(16, histogram.bounds());
  }

  /** Writes spans: how many buckets are left out, how many follow. */
  private void side(int field, int[] indexes) {
    int next = 0;
    for (int from = 0; from < indexes.length; ) {
      int end = from + 1;
      while (end < indexes.length && indexes[end] == indexes[end - 1] + 1) {
        end++;
      }
      packed.clear();
      packed.signed(1, indexes[from] - (long) next);
      packed.number(2, end - (long) from);
      inner.message(field, packed);
      next = indexes[end - 1] + 1;
      from = end;
    }
  }

  private void reals(int field, double[] numbers) {
    if (numbers.length > 0) {
      packed.clear();
      for (double number : numbers) {
        packed.real(number);
      }
      inner.message(field, packed);
    }
  }

  /** Ends the result of a query. */
  public void endResult() {
    response.message(1, result);
    result.clear();
  }

  /** Returns everything as a snappy block. */
  public byte[] packed() {
    return SnappyBlock.wrap(response.bytes(), response.size());
  }
}
