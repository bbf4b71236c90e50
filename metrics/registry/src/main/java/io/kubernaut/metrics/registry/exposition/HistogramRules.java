package io.kubernaut.metrics.registry.exposition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold among the samples of one histogram with one set of labels and one timestamp. */
final class HistogramRules {
  private @Nullable Map<String, String> group;
  private @Nullable BigDecimal time;
  private boolean started;
  private double bound;
  private double cumulative;
  private double count;
  private boolean negativeBound;
  private boolean hasSum;
  private boolean hasGaugeSum;
  private boolean negativeGaugeSum;

  void add(ParsedSample sample, String suffix, @Nullable Map<String, String> labels, int line) {
    boolean same = Objects.equals(labels, group) && sameTime(sample.timestamp());
    if (!started || !same) {
      endOfGroup(line);
      begin(labels, sample.timestamp());
    }
    switch (suffix) {
      case "_bucket" -> bucket(sample, line);
      case "_count", "_gcount" -> count = sample.value();
      case "_sum" -> hasSum = true;
      case "_gsum" -> {
        hasGaugeSum = true;
        negativeGaugeSum = sample.value() < 0;
      }
      default -> {}
    }
  }

  private boolean sameTime(@Nullable BigDecimal other) {
    BigDecimal mine = time;
    if (mine == null || other == null) {
      return mine == null && other == null;
    }
    return mine.compareTo(other) == 0;
  }

  private void begin(@Nullable Map<String, String> labels, @Nullable BigDecimal timestamp) {
    started = true;
    group = labels;
    time = timestamp;
    bound = Double.NaN;
    cumulative = 0;
    count = Double.NaN;
    negativeBound = false;
    hasSum = false;
    hasGaugeSum = false;
    negativeGaugeSum = false;
  }

  private void bucket(ParsedSample sample, int line) {
    Double le = LineReader.numberOrNull(sample.labels().getOrDefault("le", ""));
    double next = le == null ? Double.NaN : le;
    require(!(next <= bound), line, "Buckets are in ascending order of \"le\".");
    require(sample.value() >= cumulative, line, "Bucket counts are cumulative and do not go down.");
    bound = next;
    cumulative = sample.value();
    negativeBound |= next < 0;
  }

  void endOfGroup(int line) {
    if (!started) {
      return;
    }
    boolean counted = !Double.isNaN(count);
    require(bound == Double.POSITIVE_INFINITY, line, "The bucket \"+Inf\" is missing.");
    require(!counted || cumulative == count, line, "The count is not that of the bucket \"+Inf\".");
    require(counted || !(hasSum || hasGaugeSum), line, "There is a sum and no count.");
    require(!counted || hasSum || hasGaugeSum, line, "There is a count and no sum.");
    require(!(negativeBound && hasSum), line, "With negative buckets there is no sum.");
    require(negativeBound || !negativeGaugeSum, line, "The sum is negative and no bucket is.");
  }

  private static void require(boolean holds, int line, String rule) {
    if (!holds) {
      throw new ParseException(line, 1, rule);
    }
  }
}
