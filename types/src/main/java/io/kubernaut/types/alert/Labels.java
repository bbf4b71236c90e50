package io.kubernaut.types.alert;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What Alertmanager computes from labels. */
final class Labels {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Labels() {}

  /**
   * Returns the identity of a set of labels: FNV-1a, 64 bits, over the sorted names and values,
   * each followed by the byte FF, which UTF-8 never uses.
   */
  static String fingerprint(Map<String, String> labels) {
    long hash = FNV_OFFSET;
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      hash = add(add(hash, label.getKey()), label.getValue());
    }
    return HexFormat.of().toHexDigits(hash);
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (each & 0xff)) * FNV_PRIME;
    }
    return (sum ^ 0xff) * FNV_PRIME;
  }

  /** Returns what all have in common; nothing if there is none. */
  static <T> Map<String, String> common(List<T> all, Function<T, Map<String, String>> of) {
    Map<String, String> common = new TreeMap<>();
    if (!all.isEmpty()) {
      common.putAll(of.apply(all.get(0)));
      all.forEach(each -> common.entrySet().retainAll(of.apply(each).entrySet()));
    }
    return new LinkedHashMap<>(common);
  }
}
