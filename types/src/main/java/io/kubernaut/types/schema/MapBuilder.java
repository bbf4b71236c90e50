package io.kubernaut.types.schema;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the entries of an unmodifiable map, in their order. Used by one thread, for one map.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class MapBuilder<K, V> {

  private @Nullable Object[] pairs = new Object[8];
  private int length;
  private @Nullable Map<K, V> large;

  /** Adds an entry, or replaces that of the same key; returns whether there was none. */
  boolean put(K key, V value) {
    if (large != null) {
      return large.put(key, value) == null;
    }
    int at = SmallMap.find(pairs, length, key);
    if (at >= 0) {
      pairs[at + 1] = value;
      return false;
    }
    if (length == 2 * SmallMap.MOST) {
      large = new LinkedHashMap<>(new SmallMap<>(pairs));
      large.put(key, value);
      return true;
    }
    append(key, value);
    return true;
  }

  private void append(K key, V value) {
    if (length == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * SmallMap.MOST);
    }
    pairs[length] = key;
    pairs[length + 1] = value;
    length += 2;
  }

  Map<K, V> build() {
    if (large != null) {
      return Collections.unmodifiableMap(large);
    }
    if (length == 0) {
      return Map.of();
    }
    return new SmallMap<>(length == pairs.length ? pairs : Arrays.copyOf(pairs, length));
  }
}
