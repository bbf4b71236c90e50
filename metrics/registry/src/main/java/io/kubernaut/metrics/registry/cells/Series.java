package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Meter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One series: a meter of a group with a value for each of the group's labels. Two values lie in
 * fields of their own, because most series have no more and each array costs 16 bytes and a load.
 */
public abstract class Series {
  private static final String[] NONE = {};

  final SeriesGroup group;
  final int hash;
  final @Nullable String first;
  final @Nullable String second;
  final String[] others;

  /**
   * Takes the labels apart.
   *
   * @param labels which series of its group it is
   */
  protected Series(Labels labels) {
    String[] values = labels.values();
    this.group = labels.group();
    this.hash = LabelHash.of(values);
    this.first = values.length > 0 ? values[0] : null;
    this.second = values.length > 1 ? values[1] : null;
    this.others = values.length > 2 ? Arrays.copyOfRange(values, 2, values.length) : NONE;
  }

  /**
   * Returns the group.
   *
   * @return what the series has in common with its neighbours
   */
  public final SeriesGroup group() {
    return group;
  }

  /**
   * Returns the value of a label.
   *
   * @param i the label's place in the group's order
   * @return its value
   */
  public final String value(int i) {
    String value = i == 0 ? first : i == 1 ? second : others[i - 2];
    if (value == null) {
      throw new IndexOutOfBoundsException("No label " + i + " in " + group.name());
    }
    return value;
  }

  final boolean has(String[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!value(i).equals(values[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes Micrometer's name for the series.
   *
   * @return a new id, equal to every other of this series
   */
  public final Meter.Id id() {
    return group.id(this);
  }

  /**
   * Returns how many loads after one another lead to the last of what a reader needs.
   *
   * @return a small number
   */
  public abstract int depths();

  /**
   * Loads what a reader of the series' numbers is about to need, and no more: the processor fetches
   * it for many series at once if the next one is reached before this one has come. At each depth
   * what the depth before it led to is loaded.
   *
   * @param depth from zero to {@link #depths}, exclusive
   * @return something that depends on what was loaded, lest the compiler leave it out
   */
  public abstract int touch(int depth);

  /** Gives back what the series holds of the registry's memory budget; for one that was removed. */
  protected void release() {}
}
