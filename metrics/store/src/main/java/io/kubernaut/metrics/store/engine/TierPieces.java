package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tier has of one series, for one way of reading.
 *
 * @param tier the tier
 * @param end the begin of the first stretch that is not condensed yet
 * @param reading what is wanted
 * @param values where the values are
 * @param counts where the weights are, if they are wanted
 */
record TierPieces(
    Tier tier, long end, ReadHint.Reading reading, List<Piece> values, List<Piece> counts) {

  TierPieces without(Piece damaged) {
    List<Piece> left = new ArrayList<>(values);
    left.remove(damaged);
    List<Piece> weights = new ArrayList<>(counts);
    weights.remove(damaged);
    return new TierPieces(tier, end, reading, left, weights);
  }

  /** Returns the begin of the first stretch. */
  long begin() {
    long first = Long.MAX_VALUE;
    for (Piece piece : values) {
      first = Math.min(first, piece.from());
    }
    return tier.floor(first);
  }

  /** Adds what lies from one moment until before another. */
  void addTo(SampleColumns into, PieceReader reader, long from, long end) {
    SampleColumns samples = new SampleColumns();
    reader.read(values, from, end - 1, samples);
    if (reading == ReadHint.Reading.SUM) {
      addSums(into, reader, samples, from, end);
    } else if (reading == ReadHint.Reading.LAST) {
      addLast(into, samples);
    } else {
      for (int i = 0; i < samples.size(); i++) {
        add(into, samples, i);
      }
    }
  }

  private void addSums(
      SampleColumns into, PieceReader reader, SampleColumns sums, long from, long end) {
    SampleColumns weights = new SampleColumns();
    reader.read(counts, from, end - 1, weights);
    int at = 0;
    for (int i = 0; i < sums.size(); i++) {
      while (at < weights.size() && weights.times()[at] < sums.times()[i]) {
        at++;
      }
      if (at < weights.size() && weights.times()[at] == sums.times()[i]) {
        add(into, sums, i);
        into.weight(into.size() - 1, weights.values()[at]);
      } // else its weight is damaged, and a sum without a weight is worth nothing
    }
  }

  /** Only the last value of a stretch is one; what stands before it is for counters. */
  private void addLast(SampleColumns into, SampleColumns samples) {
    for (int i = 0; i < samples.size(); i++) {
      boolean isLast =
          i + 1 == samples.size()
              || tier.floor(samples.times()[i + 1]) != tier.floor(samples.times()[i]);
      if (isLast) {
        add(into, samples, i);
      }
    }
  }

  static void add(SampleColumns into, SampleColumns from, int i) {
    NativeHistogram histogram = from.hasHistograms() ? from.histograms()[i] : null;
    if (histogram == null) {
      into.add(from.times()[i], from.values()[i]);
    } else {
      into.add(from.times()[i], histogram);
    }
  }
}
