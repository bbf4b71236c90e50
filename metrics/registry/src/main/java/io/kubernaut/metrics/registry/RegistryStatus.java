package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.CellKeeper;
import io.kubernaut.metrics.registry.cells.Cells;
import io.kubernaut.metrics.registry.cells.Misuse;
import io.kubernaut.metrics.registry.cells.SeriesLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How full a registry is, and who fills it. Reads are cheap and always current. Safe for any
 * thread.
 */
public final class RegistryStatus {
  private final Cells cells;
  private final FamilyCatalog catalog;
  private final SdkCost cost;
  private final AccuracyProbe probe;

  RegistryStatus(Cells cells, FamilyCatalog catalog, SdkCost cost, AccuracyProbe probe) {
    this.cells = cells;
    this.catalog = catalog;
    this.cost = cost;
    this.probe = probe;
  }

  /**
   * A family and how many series it has.
   *
   * @param name the name it is exposed with
   * @param series the number of its series
   * @param refused how many lookups its overflow series has answered
   */
  public record Offender(String name, int series, long refused) {}

  /**
   * Returns the number of families.
   *
   * @return a count
   */
  public int families() {
    return catalog.families().size();
  }

  /**
   * Returns the number of series, callbacks among them, overflow series not.
   *
   * @return a count
   */
  public int series() {
    return catalog.families().stream().mapToInt(ExposedFamily::series).sum();
  }

  /**
   * Returns the most series that there may be in all.
   *
   * @return a count
   */
  public int seriesLimit() {
    SeriesLimits limits = cells.limits();
    return limits.total();
  }

  /**
   * Returns how often a lookup was answered by an overflow series.
   *
   * @return a count since the registry was made
   */
  public long refused() {
    return cells.limits().refused();
  }

  /**
   * Returns the number of meters whose threads have cells of their own.
   *
   * @return a count
   */
  public int hotMeters() {
    return cells.keeper().hotMeters();
  }

  /**
   * Returns the memory of the cells that threads have to themselves.
   *
   * @return bytes, at most {@link #hotCellBudgetBytes()}
   */
  public long hotCellBytes() {
    CellKeeper keeper = cells.keeper();
    return keeper.reservedBytes();
  }

  /**
   * Returns the limit of {@link #hotCellBytes()}.
   *
   * @return bytes
   */
  public long hotCellBudgetBytes() {
    return cells.keeper().budget();
  }

  /**
   * Returns the share of the process's processor time that measuring takes, by the registry's own
   * account as of the last scrape.
   *
   * @return from 0 to 1; {@code NaN} where the platform does not tell the processor time
   */
  public double overheadRatio() {
    return cost.ratio();
  }

  /**
   * Returns the time of one recording with both clock readings, as measured in this process. The
   * first call measures, which takes some milliseconds.
   *
   * @return nanoseconds
   */
  public double nanosPerRecord() {
    return cost.nanosPerRecord();
  }

  /**
   * Returns what one recording allocates, as measured in this process. The first call measures,
   * which takes some milliseconds.
   *
   * @return bytes; {@code NaN} where the virtual machine does not tell
   */
  public double bytesPerRecord() {
    return cost.bytesPerRecord();
  }

  /**
   * Returns how truly the registry counts, by probes whose answers are known: one less the relative
   * error of a counter's total, and of a timer's count, sum and quantile.
   *
   * @return 1 where nothing was lost, by what was asked for; empty before the first upkeep
   */
  public SortedMap<String, Double> accuracy() {
    return probe.accuracies();
  }

  /**
   * Returns how often something was recorded wrongly.
   *
   * @return counts by reason, all reasons
   */
  public SortedMap<String, Long> misuse() {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Misuse misuse : Misuse.values()) {
      counts.put(misuse.name().toLowerCase(Locale.ROOT), cells.misuse().count(misuse));
    }
    return counts;
  }

  /**
   * Returns how many series each family has, callbacks among them, overflow series not.
   *
   * @return counts by the name a family is exposed with
   */
  public SortedMap<String, Integer> seriesByFamily() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    catalog.families().forEach(family -> counts.put(family.metadata().name(), family.series()));
    return counts;
  }

  /**
   * Returns the families with the most series.
   *
   * @param most how many to return
   * @return the largest first
   */
  public List<Offender> offenders(int most) {
    List<Offender> all = new ArrayList<>();
    for (ExposedFamily family : catalog.families()) {
      long refused = family.groups.stream().mapToLong(exposed -> exposed.group().refused()).sum();
      all.add(new Offender(family.metadata().name(), family.series(), refused));
    }
    all.sort(
        Comparator.comparingLong(Offender::refused)
            .thenComparingInt(Offender::series)
            .reversed()
            .thenComparing(Offender::name));
    return all.subList(0, Math.min(most, all.size()));
  }
}
