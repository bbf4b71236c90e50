package io.kubernaut.metrics.query.conformance;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The notation of histograms in Prometheus' query tests: <code>{{count:2 sum:3 buckets:[1 1]}}
 * </code>.
 */
final class HistogramNotation {

  private static final Pattern FIELD = Pattern.compile("([a-z_]+):(\\[[^\\]]*\\]|\\S+)");

  private HistogramNotation() {}

  static NativeHistogram parse(String text) {
    Map<String, String> fields = new HashMap<>();
    Matcher matcher = FIELD.matcher(text.substring(2, text.length() - 2));
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    double[] positive = numbers(fields.remove("buckets"));
    double[] negative = numbers(fields.remove("n_buckets"));
    NativeHistogram histogram =
        NativeHistogram.builder((int) number(fields.remove("schema")))
            .hint(hint(fields.remove("counter_reset_hint")))
            .sum(number(fields.remove("sum")))
            .count(number(fields.remove("count")))
            .zero(number(fields.remove("z_bucket_w")), number(fields.remove("z_bucket")))
            .positive(indexes(positive, number(fields.remove("offset"))), positive)
            .negative(indexes(negative, number(fields.remove("n_offset"))), negative)
            .bounds(numbers(fields.remove("custom_values")))
            .build();
    if (!fields.isEmpty()) {
      throw new IllegalArgumentException("Unknown fields " + fields.keySet() + " in " + text);
    }
    return histogram;
  }

  private static double number(String text) {
    return text == null ? 0 : Notation.number(text);
  }

  private static double[] numbers(String list) {
    if (list == null || list.length() == 2) {
      return new double[0];
    }
    String inner = list.substring(1, list.length() - 1).strip();
    return inner.isEmpty()
        ? new double[0]
        : Arrays.stream(inner.split("\\s+")).mapToDouble(Notation::number).toArray();
  }

  private static int[] indexes(double[] counts, double offset) {
    int[] indexes = new int[counts.length];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = (int) offset + i;
    }
    return indexes;
  }

  private static ResetHint hint(String text) {
    return text == null ? ResetHint.UNKNOWN : ResetHint.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
