package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The series of one metric with one set of labels: an open-addressed table from label values to
 * series.
 *
 * <p>A lookup mixes the hashes that strings cache, probes an array, and compares by identity before
 * equality. It takes no lock and allocates nothing. Inserting takes the group's lock and replaces
 * the table when it is a quarter full, a large one when it is half full, so a reader sees an old
 * table or a new one, never one in between; a racing reader that misses looks again under the lock.
 *
 * <p>Label values are cut at {@value LabelValues#LONGEST} characters. Past the limits all lookups
 * of new values get one overflow series, whose label values are {@value #OVERFLOW}, again without a
 * lock.
 */
public final class SeriesGroup {
  /** The label value of the series that collects what the limits keep out. */
  public static final String OVERFLOW = "overflow";

  private static final int ROOMY = 4_096;

  private final Cells cells;
  private final SeriesDefinition definition;
  private final Function<Labels, Series> maker;
  private final int arity;
  private final LongAdder refused = new LongAdder();

  private volatile @Nullable Series[] table = new Series[4];
  private volatile Series[] ordered = new Series[2];
  private volatile int size;
  private volatile int removals;
  private volatile @Nullable Series overflow;
  private volatile @Nullable Series dropped;

  /**
   * Makes an empty group.
   *
   * @param cells what every series of the registry needs
   * @param definition what the series have in common
   * @param maker makes a series
   */
  public SeriesGroup(Cells cells, SeriesDefinition definition, Function<Labels, Series> maker) {
    this.cells = cells;
    this.definition = definition;
    this.maker = maker;
    this.arity = definition.labels().size();
  }

  /**
   * Finds or makes the series with one label value.
   *
   * @param a the value
   * @return the series; the overflow series past the limits; one that is not kept when the call is
   *     wrong
   */
  public Series with(@Nullable String a) {
    if (arity == 1 && a != null) {
      int hash = LabelHash.of(a.hashCode());
      @Nullable Series[] all = table;
      int mask = all.length - 1;
      for (int i = hash & mask; ; i = (i + 1) & mask) {
        Series series = all[i];
        if (series == null) {
          break;
        }
        if (series.hash == hash && same(series.first, a)) {
          return series;
        }
      }
    }
    return made(a);
  }

  /**
   * Finds or makes the series with two label values.
   *
   * @param a the first value
   * @param b the second value
   * @return the series; the overflow series past the limits; one that is not kept when the call is
   *     wrong
   */
  public Series with(@Nullable String a, @Nullable String b) {
    if (arity == 2 && a != null && b != null) {
      int hash = LabelHash.of(a.hashCode(), b.hashCode());
      @Nullable Series[] all = table;
      int mask = all.length - 1;
      for (int i = hash & mask; ; i = (i + 1) & mask) {
        Series series = all[i];
        if (series == null) {
          break;
        }
        if (series.hash == hash && same(series.first, a) && same(series.second, b)) {
          return series;
        }
      }
    }
    return made(a, b);
  }

  /**
   * Finds or makes the series with three label values.
   *
   * @param a the first value
   * @param b the second value
   * @param c the third value
   * @return the series; the overflow series past the limits; one that is not kept when the call is
   *     wrong
   */
  public Series with(@Nullable String a, @Nullable String b, @Nullable String c) {
    if (arity == 3 && a != null && b != null && c != null) {
      int hash = LabelHash.of(a.hashCode(), b.hashCode(), c.hashCode());
      @Nullable Series[] all = table;
      int mask = all.length - 1;
      for (int i = hash & mask; ; i = (i + 1) & mask) {
        Series series = all[i];
        if (series == null) {
          break;
        }
        if (series.hash == hash
            && same(series.first, a)
            && same(series.second, b)
            && same(series.others[0], c)) {
          return series;
        }
      }
    }
    return made(a, b, c);
  }

  /**
   * Finds or makes the series with four label values.
   *
   * @param a the first value
   * @param b the second value
   * @param c the third value
   * @param d the fourth value
   * @return the series; the overflow series past the limits; one that is not kept when the call is
   *     wrong
   */
  public Series with(
      @Nullable String a, @Nullable String b, @Nullable String c, @Nullable String d) {
    if (arity == 4 && a != null && b != null && c != null && d != null) {
      int hash = LabelHash.of(a.hashCode(), b.hashCode(), c.hashCode(), d.hashCode());
      @Nullable Series[] all = table;
      int mask = all.length - 1;
      for (int i = hash & mask; ; i = (i + 1) & mask) {
        Series series = all[i];
        if (series == null) {
          break;
        }
        if (series.hash == hash
            && same(series.first, a)
            && same(series.second, b)
            && same(series.others[0], c)
            && same(series.others[1], d)) {
          return series;
        }
      }
    }
    return made(a, b, c, d);
  }

  /**
   * Finds or makes a series.
   *
   * @param values one for each label
   * @return the series; the overflow series past the limits; one that is not kept when the call is
   *     wrong
   */
  public Series with(@Nullable String... values) {
    return made(values);
  }

  /**
   * Says whether a series exists, without making it.
   *
   * @param values one for each label
   * @return whether recordings with these values have a series of their own
   */
  public boolean has(@Nullable String... values) {
    return misuseOf(values) == null && find(table, cut(values)) != null;
  }

  @SuppressWarnings("ReferenceEquality") // the quick answer, before the sure one
  private static boolean same(@Nullable String kept, String given) {
    return kept == given || given.equals(kept);
  }

  /** Finds the series the long way, or makes it. */
  private Series made(@Nullable String... given) {
    Misuse misuse = misuseOf(given);
    if (misuse != null) {
      cells.misuse().record(misuse, definition.name());
      return dropped();
    }
    String[] values = cut(given);
    Series found = find(table, values);
    if (found != null) {
      return found;
    }
    if (cells.limits().reached(size)) {
      Series last = find(table, values); // may be the very one that another thread has just made
      return last != null ? last : overflow();
    }
    return insert(values);
  }

  private @Nullable Misuse misuseOf(@Nullable String[] values) {
    if (values.length != arity) {
      return Misuse.LABEL_COUNT;
    }
    for (String value : values) {
      if (value == null) {
        return Misuse.LABEL_NULL;
      }
    }
    return null;
  }

  private static String[] cut(@Nullable String[] given) {
    String[] values = new String[given.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = LabelValues.cut(String.valueOf(given[i]));
    }
    return values;
  }

  private @Nullable Series find(@Nullable Series[] all, String[] values) {
    int hash = LabelHash.of(values);
    int mask = all.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Series series = all[i];
      if (series == null || (series.hash == hash && series.has(values))) {
        return series;
      }
    }
  }

  private synchronized Series insert(String[] values) {
    Series found = find(table, values);
    if (found != null) {
      return found;
    }
    if (!cells.limits().take(size)) {
      return overflow();
    }
    Series series = maker.apply(new Labels(this, values));
    if (size == ordered.length) {
      ordered = Arrays.copyOf(ordered, size + (size >> 1) + 1);
    }
    ordered[size] = series;
    @Nullable Series[] roomy = withRoom(table, size + 1);
    put(roomy, series);
    table = roomy; // publishes the new element, also where the array is the old one
    size = size + 1;
    return series;
  }

  private static @Nullable Series[] withRoom(@Nullable Series[] old, int count) {
    int share = old.length <= ROOMY ? 4 : 2;
    if (count * share <= old.length) {
      return old;
    }
    @Nullable Series[] larger = new Series[old.length * 2];
    for (Series series : old) {
      if (series != null) {
        put(larger, series);
      }
    }
    return larger;
  }

  private static void put(@Nullable Series[] all, Series series) {
    int mask = all.length - 1;
    int i = series.hash & mask;
    while (all[i] != null) {
      i = (i + 1) & mask;
    }
    all[i] = series;
  }

  private Series overflow() {
    refused.increment();
    cells.limits().refuse();
    Series existing = overflow;
    return existing != null ? existing : makeOverflow();
  }

  private synchronized Series makeOverflow() {
    Series existing = overflow;
    if (existing == null) {
      String[] values = new String[arity];
      Arrays.fill(values, OVERFLOW);
      existing = maker.apply(new Labels(this, values));
      overflow = existing;
    }
    return existing;
  }

  /** What a wrong call gets: it takes recordings and shows them to nobody. */
  private synchronized Series dropped() {
    Series existing = dropped;
    if (existing == null) {
      String[] values = new String[arity];
      Arrays.fill(values, "");
      existing = maker.apply(new Labels(this, values));
      dropped = existing;
    }
    return existing;
  }

  /**
   * Removes a series. Recordings to a handle that someone still holds are lost from then on.
   *
   * @param series the series
   * @return whether it was there
   */
  public synchronized boolean remove(Series series) {
    Series[] left = Arrays.stream(ordered, 0, size).filter(s -> s != series).toArray(Series[]::new);
    if (left.length == size) {
      return false;
    }
    @Nullable Series[] fresh = new Series[table.length];
    for (Series kept : left) {
      put(fresh, kept);
    }
    ordered = left.length == 0 ? new Series[1] : left;
    size = left.length;
    table = fresh;
    removals = removals + 1;
    cells.limits().giveBack();
    series.release();
    return true;
  }

  /**
   * Copies the series for a reader: those in order of creation, then the overflow series.
   *
   * @return a snapshot
   */
  public synchronized Snapshot snapshot() {
    return new Snapshot(ordered, size, removals, overflow);
  }

  /**
   * The series of a group at a moment. The array may hold more than {@code size} elements and is
   * not to be changed.
   *
   * @param series the series
   * @param size how many there are
   * @param removals changes when the array is no longer the former one with something appended
   * @param overflow the overflow series, if there is one
   */
  @SuppressWarnings("ArrayRecordComponent") // a view for the scrape, which must not copy
  public record Snapshot(Series[] series, int size, int removals, @Nullable Series overflow) {}

  Meter.Id id(Series series) {
    String[] tags = new String[arity * 2];
    for (int i = 0; i < arity; i++) {
      tags[2 * i] = definition.labels().get(i);
      tags[2 * i + 1] = series.value(i);
    }
    return new Meter.Id(
        definition.name(),
        definition.constant().and(Tags.of(tags)),
        definition.baseUnit(),
        definition.description(),
        definition.type());
  }

  /**
   * Returns what the registry's series share.
   *
   * @return the context
   */
  public Cells cells() {
    return cells;
  }

  /**
   * Returns what the series have in common.
   *
   * @return the definition
   */
  public SeriesDefinition definition() {
    return definition;
  }

  /**
   * Returns the meter's name.
   *
   * @return the name as its user wrote it
   */
  public String name() {
    return definition.name();
  }

  /**
   * Returns the number of series, the overflow series not among them.
   *
   * @return a count
   */
  public int size() {
    return size;
  }

  /**
   * Returns how many lookups the overflow series has answered.
   *
   * @return a count
   */
  public long refused() {
    return refused.sum();
  }
}
