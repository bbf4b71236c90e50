package io.kubernaut.types.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unmodifiable copies for compact constructors. They keep the order they were given, so that what
 * is written is the same in every run; nothing at all becomes an empty collection.
 */
public final class Frozen {

  private Frozen() {}

  /**
   * Copies a list.
   *
   * @param <E> the element
   * @param list what to copy; null for none
   * @return an unmodifiable list
   * @throws NullPointerException if an element is null
   */
  public static <E> List<E> list(@Nullable Collection<? extends E> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * Copies a set, in its order.
   *
   * @param <E> the element
   * @param set what to copy; null for none
   * @return an unmodifiable set
   * @throws NullPointerException if an element is null
   */
  public static <E> Set<E> set(@Nullable Collection<? extends E> set) {
    if (set == null || set.isEmpty()) {
      return Set.of();
    }
    Set<E> copy = new LinkedHashSet<>(set);
    copy.forEach(Frozen::present);
    return Collections.unmodifiableSet(copy);
  }

  /**
   * Copies a map, in its order.
   *
   * @param <K> the key
   * @param <V> the value
   * @param map what to copy; null for none
   * @return an unmodifiable map
   * @throws NullPointerException if a key or value is null
   */
  public static <K, V> Map<K, V> map(@Nullable Map<? extends K, ? extends V> map) {
    if (map == null || map.isEmpty()) {
      return Map.of();
    }
    if (map instanceof SmallMap) {
      return unmodifiable(map);
    }
    return map.size() <= SmallMap.MOST ? small(map) : large(map);
  }

  private static <K, V> Map<K, V> small(Map<? extends K, ? extends V> map) {
    MapBuilder<K, V> copy = new MapBuilder<>();
    map.forEach(
        (key, value) -> {
          present(key, value);
          copy.put(key, value);
        });
    return copy.build();
  }

  private static <K, V> Map<K, V> large(Map<? extends K, ? extends V> map) {
    Map<K, V> copy = new LinkedHashMap<>(map);
    copy.forEach(Frozen::present);
    return Collections.unmodifiableMap(copy);
  }

  @SuppressWarnings("unchecked") // Of what cannot be changed, more can be said.
  private static <K, V> Map<K, V> unmodifiable(Map<? extends K, ? extends V> map) {
    return (Map<K, V>) map;
  }

  private static void present(@Nullable Object element) {
    if (element == null) {
      throw new NullPointerException("A set holds null. Leave it out.");
    }
  }

  private static void present(@Nullable Object key, @Nullable Object value) {
    if (key == null || value == null) {
      throw new NullPointerException(
          "A map holds null: key " + key + ", value " + value + ". Leave the entry out.");
    }
  }
}
