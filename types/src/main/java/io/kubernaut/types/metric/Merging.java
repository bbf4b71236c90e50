package io.kubernaut.types.metric;

import io.kubernaut.types.schema.RawJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What merging is made of, whatever the kind of value. Each is commutative and associative. */
final class Merging {

  private Merging() {}

  /** Returns the earlier start; unknown if one is. */
  static @Nullable Instant start(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b == null ? null : a.isBefore(b) ? a : b;
  }

  /** Returns the later time of those that are known. */
  static @Nullable Instant latest(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }

  /** Returns the sum; unknown if one part is. */
  static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
    return a == null || b == null ? null : Double.valueOf(a + b);
  }

  static long count(long a, long b) {
    try {
      return Math.addExact(a, b);
    } catch (ArithmeticException e) {
      throw new ArithmeticException(
          "The counts " + a + " and " + b + " make more than 2^63-1. Merge fewer values.");
    }
  }

  /** Returns the fields of a later version that both have with the same content. */
  static Map<String, RawJson> extra(Map<String, RawJson> a, Map<String, RawJson> b) {
    Map<String, RawJson> common = new LinkedHashMap<>(a);
    common.entrySet().removeIf(field -> !Objects.equals(b.get(field.getKey()), field.getValue()));
    return common;
  }

  static IllegalArgumentException unlike(MetricValue a, MetricValue b) {
    return new IllegalArgumentException(
        "A "
            + a.getClass().getSimpleName()
            + " cannot be merged with a "
            + b.getClass().getSimpleName()
            + ". Merge values of one kind.");
  }
}
