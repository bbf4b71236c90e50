package io.kubernaut.metrics.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a series: names and values, sorted by name. A label with an empty value is the
 * same as no label, so none is kept.
 *
 * <pre>{@code
 * Labels labels = Labels.of("__name__", "http_requests_total", "job", "api");
 * labels.get("job");       // "api"
 * labels.get("instance");  // ""
 * }</pre>
 *
 * <p>Immutable and safe for any thread. Text is ordered as UTF-8 bytes are, which is the order of
 * Prometheus. One array of strings holds everything, so that strings can be shared between series.
 */
public final class Labels implements Comparable<Labels> {

  /** The name of the label that holds a metric's name. */
  public static final String NAME = "__name__";

  private static final Labels NONE = new Labels(new String[0]);

  private final String[] pairs;
  private int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
  }

  /**
   * Returns the empty set.
   *
   * @return no labels
   */
  public static Labels none() {
    return NONE;
  }

  /**
   * Returns these labels; pairs with an empty value are left out.
   *
   * @param namesAndValues name, value, name, value …, in any order
   * @return the labels
   * @throws IllegalArgumentException if a value is missing or a name occurs twice
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Labels %s end with the name \"%s\". Give it a value."
              .formatted(
                  Arrays.toString(namesAndValues), namesAndValues[namesAndValues.length - 1]));
    }
    Builder builder = builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /**
   * Returns the labels of a map; those with an empty value are left out.
   *
   * @param labels values by name
   * @return the labels
   */
  public static Labels of(Map<String, String> labels) {
    Builder builder = builder();
    labels.forEach(builder::add);
    return builder.build();
  }

  /**
   * Returns labels over an array that is already in order: for stores, which keep it so. The array
   * is not copied and must not change any more.
   *
   * @param pairs name, value, name, value …, names rising, no value empty
   * @return the labels
   * @throws IllegalArgumentException if the array is not in that form
   */
  public static Labels ofSorted(String[] pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException("Labels end with a name. Give it a value.");
    }
    for (int i = 0; i < pairs.length; i += 2) {
      boolean rises = i == 0 || compare(pairs[i - 2], pairs[i]) < 0;
      if (!rises || pairs[i + 1].isEmpty()) {
        throw new IllegalArgumentException(
            "Labels %s are not sorted, or a value is empty. Use a builder."
                .formatted(Arrays.toString(pairs)));
      }
    }
    return pairs.length == 0 ? NONE : new Labels(pairs);
  }

  /**
   * Returns a builder without labels.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a builder with these labels.
   *
   * @return the builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.pairs.addAll(Arrays.asList(pairs));
    return builder;
  }

  /**
   * Returns the number of labels.
   *
   * @return the number, the metric's name included
   */
  public int size() {
    return pairs.length >> 1;
  }

  /**
   * Tells whether there is no label.
   *
   * @return true for the empty set
   */
  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /**
   * Returns a name by position.
   *
   * @param index 0 to {@code size() - 1}
   * @return the name
   */
  public String name(int index) {
    return pairs[index << 1];
  }

  /**
   * Returns a value by position.
   *
   * @param index 0 to {@code size() - 1}
   * @return the value, never empty
   */
  public String value(int index) {
    return pairs[(index << 1) + 1];
  }

  /**
   * Returns a value by name.
   *
   * @param name the label's name
   * @return the value, or the empty string if there is no such label
   */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /**
   * Returns the metric's name.
   *
   * @return the name, or the empty string if there is none
   */
  public String metricName() {
    return get(NAME);
  }

  /**
   * Tells whether there is a label of this name.
   *
   * @param name the label's name
   * @return true if it has a value
   */
  public boolean has(String name) {
    return !get(name).isEmpty();
  }

  /**
   * Returns the labels without those named.
   *
   * @param names what to leave out
   * @return the rest
   */
  public Labels without(Collection<String> names) {
    return filter(name -> !names.contains(name));
  }

  /**
   * Returns the labels without one.
   *
   * @param name what to leave out
   * @return the rest
   */
  public Labels without(String name) {
    return has(name) ? filter(other -> !other.equals(name)) : this;
  }

  /**
   * Returns the labels that are named.
   *
   * @param names what to keep
   * @return those of them that there are
   */
  public Labels only(Collection<String> names) {
    return filter(names::contains);
  }

  /**
   * Returns the labels whose names pass.
   *
   * @param keep tells whether a name stays
   * @return those that stay; this very object if all do
   */
  public Labels filter(Predicate<String> keep) {
    String[] kept = new String[pairs.length];
    int length = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (keep.test(pairs[i])) {
        kept[length++] = pairs[i];
        kept[length++] = pairs[i + 1];
      }
    }
    if (length == pairs.length) {
      return this;
    }
    return length == 0 ? NONE : new Labels(Arrays.copyOf(kept, length));
  }

  /**
   * Returns the labels with one set.
   *
   * @param name the label's name
   * @param value its value; the empty string takes it away
   * @return the changed copy
   */
  public Labels with(String name, String value) {
    return get(name).equals(value) ? this : toBuilder().set(name, value).build();
  }

  /**
   * Gives every label to a consumer, in order.
   *
   * @param consumer takes name and value
   */
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < pairs.length; i += 2) {
      consumer.accept(pairs[i], pairs[i + 1]);
    }
  }

  /**
   * Returns the labels as a map, in order.
   *
   * @return a copy
   */
  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>(Labels::compare);
    forEach(map::put);
    return map;
  }

  /**
   * Compares two texts as their UTF-8 bytes compare.
   *
   * @param a one text
   * @param b the other
   * @return negative, zero or positive
   */
  @SuppressWarnings("ReferenceEquality") // Shared strings are common, and equal to themselves.
  public static int compare(String a, String b) {
    if (a == b) {
      return 0;
    }
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Code points beyond the basic plane come last in UTF-8, but their surrogates do not.
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? x - y
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  @Override
  public int compareTo(Labels other) {
    int shared = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < shared; i++) {
      int order = compare(pairs[i], other.pairs[i]);
      if (order != 0) {
        return order;
      }
    }
    return pairs.length - other.pairs.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof Labels that
        && hashCode() == that.hashCode()
        && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    int result = hash;
    if (result == 0) {
      result = Arrays.hashCode(pairs);
      hash = result;
    }
    return result;
  }

  /**
   * Writes the labels as Prometheus does: {@code name{label="value"}}, without the braces if the
   * name stands alone.
   */
  @Override
  public String toString() {
    return LabelText.of(this);
  }

  /** Collects labels in any order. For one thread. */
  public static final class Builder {

    private final List<String> pairs = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a label.
     *
     * @param name its name
     * @param value its value; if empty, nothing is added
     * @return this builder
     * @throws IllegalArgumentException if the name is there already
     */
    public Builder add(String name, String value) {
      if (find(name) >= 0) {
        throw new IllegalArgumentException(
            "Label \"%s\" is given twice. Give it once, or use set.".formatted(name));
      }
      return set(name, value);
    }

    /**
     * Sets a label, replacing its value.
     *
     * @param name its name
     * @param value its value; if empty, the label is taken away
     * @return this builder
     */
    public Builder set(String name, String value) {
      int at = find(name);
      if (at >= 0 && value.isEmpty()) {
        pairs.subList(at, at + 2).clear();
      } else if (at >= 0) {
        pairs.set(at + 1, value);
      } else if (!value.isEmpty()) {
        pairs.add(name);
        pairs.add(value);
      }
      return this;
    }

    private int find(String name) {
      for (int i = 0; i < pairs.size(); i += 2) {
        if (pairs.get(i).equals(name)) {
          return i;
        }
      }
      return -1;
    }

    /**
     * Returns the labels.
     *
     * @return the labels, sorted
     */
    public Labels build() {
      if (pairs.isEmpty()) {
        return NONE;
      }
      String[] sorted = pairs.toArray(String[]::new);
      sort(sorted);
      return new Labels(sorted);
    }

    /** Sorts by insertion: there are few, and mostly in order already. */
    private static void sort(String[] pairs) {
      for (int i = 2; i < pairs.length; i += 2) {
        String name = pairs[i];
        String value = pairs[i + 1];
        int at = i;
        for (; at > 0 && compare(pairs[at - 2], name) > 0; at -= 2) {
          pairs[at] = pairs[at - 2];
          pairs[at + 1] = pairs[at - 1];
        }
        pairs[at] = name;
        pairs[at + 1] = value;
      }
    }
  }
}
