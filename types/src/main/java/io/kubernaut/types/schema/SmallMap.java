package io.kubernaut.types.schema;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of a few entries, in the order they came in: keys and values by turns in one
 * array. Looking through eight keys takes no longer than hashing one; and nothing is allocated per
 * entry, which is what most of the time goes to when documents with labels are read.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class SmallMap<K, V> extends AbstractMap<K, V> {

  /** How many entries are few. */
  static final int MOST = 8;

  private final Object[] pairs;

  /** Takes the array, which nobody may change any more; no key may come twice. */
  SmallMap(Object[] pairs) {
    this.pairs = pairs;
  }

  /** Returns the index of a key among the first pairs; -1 if it is not there. */
  static int find(@Nullable Object[] pairs, int length, @Nullable Object key) {
    for (int i = 0; i < length; i += 2) {
      if (pairs[i] == key || (key != null && key.equals(pairs[i]))) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return pairs.length / 2;
  }

  @Override
  @SuppressWarnings("unchecked") // Every other object is a value.
  public @Nullable V get(@Nullable Object key) {
    int at = find(pairs, pairs.length, key);
    return at < 0 ? null : (V) pairs[at + 1];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return find(pairs, pairs.length, key) >= 0;
  }

  @SuppressWarnings("unchecked") // Every other object is a key.
  K key(int index) {
    return (K) pairs[2 * index];
  }

  @SuppressWarnings("unchecked") // Every other object is a value.
  V value(int index) {
    return (V) pairs[2 * index + 1];
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (int i = 0; i < size(); i++) {
      action.accept(key(i), value(i));
    }
  }

  @Override
  public @Nullable V remove(Object key) {
    throw new UnsupportedOperationException("Copy the map to change it.");
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException("Copy the map to change it.");
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new Entries();
  }

  /** The entries, made as they are asked for. */
  private final class Entries extends AbstractSet<Map.Entry<K, V>> {

    @Override
    public int size() {
      return SmallMap.this.size();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return new Iterator<>() {
        private int index;

        @Override
        public boolean hasNext() {
          return index < size();
        }

        @Override
        public Map.Entry<K, V> next() {
          if (!hasNext()) {
            throw new NoSuchElementException("There were " + size());
          }
          Map.Entry<K, V> next = Map.entry(key(index), value(index));
          index++;
          return next;
        }
      };
    }
  }
}
