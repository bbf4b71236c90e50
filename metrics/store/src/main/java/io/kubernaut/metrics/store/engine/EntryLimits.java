package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * How large one thing may be that is stored: so that each fits into a record of the journal, of
 * which a batch may take as many as it needs.
 */
final class EntryLimits {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_BUCKETS = 1 << 16;

  private EntryLimits() {}

  static boolean allow(Labels labels) {
    long length = 0;
    for (int i = 0; i < labels.size(); i++) {
      length += labels.name(i).length() + labels.value(i).length();
    }
    return length <= MOST_CHARACTERS;
  }

  static boolean allow(@Nullable NativeHistogram histogram) {
    return histogram == null
        || (long) histogram.positiveIndexes().length
                + histogram.negativeIndexes().length
                + histogram.bounds().length
            <= MOST_BUCKETS;
  }

  static boolean allow(String metric, MetricMetadata metadata) {
    return (long) metric.length()
            + metadata.type().length()
            + metadata.help().length()
            + metadata.unit().length()
        <= MOST_CHARACTERS;
  }
}
