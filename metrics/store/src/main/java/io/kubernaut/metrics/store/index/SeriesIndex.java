package io.kubernaut.metrics.store.index;

import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadGuard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All series of a store: labels to a dense id and back, and the ids of each label value.
 *
 * <p>An id is given once in the life of the index and never again. Strings that are equal are kept
 * once. Adding and removing take a lock; looking up and selecting take none, and may or may not see
 * what is added meanwhile.
 */
public final class SeriesIndex {
  private static final int GUARDED = 256;

  private final Map<Labels, Integer> ids = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Postings>> postings = new ConcurrentHashMap<>();
  private final Map<String, String> strings = new ConcurrentHashMap<>();
  private volatile @Nullable Labels[] labels = new Labels[64];
  private volatile IdSet dead = new IdSet(0);
  private volatile int next;

  /** Makes an empty index. */
  public SeriesIndex() {}

  /**
   * Finds a series.
   *
   * @param series its labels
   * @return its id, or -1
   */
  public int find(Labels series) {
    Integer id = ids.get(series);
    return id == null ? -1 : id;
  }

  /**
   * Finds or adds a series.
   *
   * @param series its labels
   * @return its id
   */
  public synchronized int add(Labels series) {
    int known = find(series);
    if (known >= 0) {
      return known;
    }
    int id = next;
    Labels kept = kept(series);
    if (id == labels.length) {
      labels = Arrays.copyOf(labels, id * 2);
    }
    labels[id] = kept;
    next = id + 1;
    kept.forEach((name, value) -> posting(name, value).add(id));
    ids.put(kept, id);
    return id;
  }

  /** Returns the same labels made of strings that are kept once. */
  private Labels kept(Labels series) {
    String[] pairs = new String[series.size() * 2];
    for (int i = 0; i < series.size(); i++) {
      pairs[2 * i] = once(series.name(i));
      pairs[2 * i + 1] = once(series.value(i));
    }
    return Labels.ofSorted(pairs);
  }

  private String once(String text) {
    String known = strings.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private Postings posting(String name, String value) {
    return postings
        .computeIfAbsent(name, ignored -> new ConcurrentHashMap<>())
        .computeIfAbsent(value, ignored -> new Postings());
  }

  /**
   * Removes series. Their ids are not given again.
   *
   * @param gone the ids
   */
  public synchronized void remove(IdSet gone) {
    IdSet now = new IdSet(next);
    for (int id = 0; id < next; id++) {
      if (gone.has(id) || dead.has(id)) {
        now.add(id);
      }
    }
    for (int id : gone.toArray()) {
      Labels series = labels[id];
      if (series != null) {
        ids.remove(series);
        labels[id] = null;
      }
    }
    dead = now;
    Set<String> used = ConcurrentHashMap.newKeySet();
    postings.forEach((name, values) -> keepLiving(name, values, gone, used));
    postings.values().removeIf(Map::isEmpty);
    strings.keySet().retainAll(used);
  }

  private static void keepLiving(
      String name, Map<String, Postings> values, IdSet gone, Set<String> used) {
    values.replaceAll((value, list) -> list.without(gone));
    values.values().removeIf(list -> list.size() == 0);
    if (!values.isEmpty()) {
      used.add(name);
      used.addAll(values.keySet());
    }
  }

  /**
   * Returns the labels of a series.
   *
   * @param id its id
   * @return its labels, or null if it was removed
   */
  public @Nullable Labels labels(int id) {
    return id < next ? labels[id] : null;
  }

  /**
   * Returns how many series there are.
   *
   * @return a count
   */
  public int size() {
    return ids.size();
  }

  /**
   * Returns the id that the next new series will have.
   *
   * @return one more than the greatest id given so far
   */
  public int next() {
    return next;
  }

  /**
   * Selects series.
   *
   * @param matchers conditions, all of which must hold
   * @param guard is asked whether to go on
   * @return ids, rising
   */
  public int[] select(List<LabelMatcher> matchers, ReadGuard guard) {
    IdSet selected = null;
    for (LabelMatcher matcher : matchers) {
      if (!matcher.matchesEmpty()) {
        IdSet having = having(matcher, true, guard);
        if (selected == null) {
          selected = having;
        } else {
          selected.retain(having);
        }
      }
    }
    if (selected == null) {
      selected = IdSet.all(next);
      selected.remove(dead);
    }
    for (LabelMatcher matcher : matchers) {
      if (matcher.matchesEmpty()) {
        selected.remove(having(matcher, false, guard));
      }
    }
    return selected.toArray();
  }

  /**
   * Returns the series that have the label with a value that matches, or with one that does not.
   */
  private IdSet having(LabelMatcher matcher, boolean matching, ReadGuard guard) {
    IdSet found = new IdSet(next);
    Map<String, Postings> values = postings.getOrDefault(matcher.name(), Map.of());
    if (matching && !matcher.negative() && matcher.literals().isPresent()) {
      for (String literal : matcher.literals().get()) {
        Postings list = values.get(literal);
        if (list != null) {
          list.addTo(found);
        }
      }
      return found;
    }
    int looked = 0;
    for (Map.Entry<String, Postings> entry : values.entrySet()) {
      if (looked++ % GUARDED == 0) {
        guard.check();
      }
      if (matcher.matches(entry.getKey()) == matching) {
        entry.getValue().addTo(found);
      }
    }
    return found;
  }

  /**
   * Returns all label names.
   *
   * @return names in order
   */
  public SortedSet<String> names() {
    TreeSet<String> names = new TreeSet<>(Labels::compare);
    names.addAll(postings.keySet());
    return names;
  }

  /**
   * Returns all values of a label.
   *
   * @param name the label's name
   * @return values in order
   */
  public SortedSet<String> values(String name) {
    TreeSet<String> values = new TreeSet<>(Labels::compare);
    values.addAll(postings.getOrDefault(name, Map.of()).keySet());
    return values;
  }

  /**
   * Visits each value of a label.
   *
   * @param name the label's name
   * @param visitor takes a value and how many series have it
   */
  public void count(String name, ObjIntConsumer<String> visitor) {
    postings
        .getOrDefault(name, Map.of())
        .forEach((value, list) -> visitor.accept(value, list.size()));
  }
}
