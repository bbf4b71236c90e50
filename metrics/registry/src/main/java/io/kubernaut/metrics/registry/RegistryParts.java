package io.kubernaut.metrics.registry;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.metrics.registry.cells.CellKeeper;
import io.kubernaut.metrics.registry.cells.Cells;
import io.kubernaut.metrics.registry.cells.MisuseLog;
import io.kubernaut.metrics.registry.cells.Series;
import io.kubernaut.metrics.registry.cells.SeriesDefinition;
import io.kubernaut.metrics.registry.cells.SeriesGroup;
import io.kubernaut.metrics.registry.cells.SeriesLimits;
import io.kubernaut.metrics.registry.cells.WindowEpoch;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.rollup.RollUps;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.NamingConvention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a registry is made of, put together and taken apart here. */
final class RegistryParts {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final RegistryOptions options;
  private final MetricNames names = new MetricNames();
  private final Cells cells;
  private final FamilyCatalog catalog;
  private final HistogramPlans plans;
  private final WorkTime work;
  private final CallbackRunner callbacks;
  private final RegistryStatus status;
  private final SdkCost cost;
  private final SdkFamilies sdk;
  private final ScrapePool exposing;
  private final ScrapePool readingFinely;
  private final AccuracyProbe probe;
  private final RollUps rollUps;
  private final List<Scheduler.Scheduled> upkeep = new ArrayList<>();
  private final ExecutorService workers;

  /** Makes the parts once the registry can say what its naming convention and common tags are. */
  @FunctionalInterface
  interface Maker {
    RegistryParts make(Supplier<NamingConvention> convention, Supplier<Tags> common);
  }

  RegistryParts(
      RegistryOptions options,
      MonotonicClock clock,
      Clock wall,
      @Nullable Scheduler scheduler,
      ExecutorService workers,
      Supplier<NamingConvention> convention,
      Supplier<Tags> common) {
    this.options = options;
    this.workers = workers;
    CellKeeper keeper = new CellKeeper(options.hotCellBytes());
    SeriesLimits limits = new SeriesLimits(options.seriesPerMetric(), options.seriesInAll());
    MisuseLog misuse = new MisuseLog();
    this.cells = new Cells(clock, keeper, limits, misuse);
    this.catalog = new FamilyCatalog(cells, names, convention);
    boolean ticked = scheduler != null || wall == Clock.SYSTEM;
    this.plans = new HistogramPlans(options, keeper, step -> new WindowEpoch(clock, step, ticked));
    this.work = new WorkTime(clock);
    this.callbacks = new CallbackRunner(workers, options.callbackLimit(), misuse, work);
    this.cost = new SdkCost(clock);
    this.exposing = new ScrapePool(() -> Scrape.exposed(options));
    this.readingFinely = new ScrapePool(() -> Scrape.fine(options));
    Scrape probing = Scrape.fine(options);
    Cells uncounted = new Cells(clock, keeper, new SeriesLimits(1, 2), misuse);
    this.probe = new AccuracyProbe(uncounted, names, plans.ofPlainTimer(), probing::write);
    this.status = new RegistryStatus(cells, catalog, cost, probe);
    this.sdk = new SdkFamilies(status, cost, tags -> LabelText.of(common.get().and(tags), names));
    this.rollUps = new RollUps(this::scrapeFinely, () -> Instant.ofEpochMilli(wall.wallTime()));
    if (scheduler != null) {
      upkeep.add(scheduler.every("metrics tick", TICK, this::tick));
      upkeep.add(scheduler.every("metrics roll-ups", TICK, rollUps::tick));
    } else if (ticked) {
      WindowTicker ticker = new WindowTicker(plans, TICK);
      workers.execute(ticker);
      upkeep.add(ticker);
    }
  }

  private void tick() {
    plans.tick();
    cells.keeper().foldAbandoned();
    probe.ask();
  }

  void scrape(NameFilter filter, MetricSink sink) {
    exposing.lend(scrape -> collect(filter, sink, scrape));
  }

  void scrapeFinely(NameFilter filter, MetricSink sink) {
    readingFinely.lend(scrape -> collect(filter, sink, scrape));
  }

  private void collect(NameFilter filter, MetricSink sink, Scrape scrape) {
    long start = work.nanos();
    tick();
    List<ExposedFamily> wanted = new ArrayList<>();
    List<CallbackMeter> questions = new ArrayList<>();
    for (ExposedFamily family : catalog.families()) {
      if (filter.accepts(family.metadata().name())) {
        wanted.add(family);
        questions.addAll(family.callbacks);
      }
    }
    callbacks.ask(questions);
    for (ExposedFamily family : wanted) {
      scrape.write(family, sink);
    }
    long worked = work.nanos() - start + callbacks.takeWorked();
    cost.scraped(worked, scrape.takeRecordings());
    sdk.write(filter, sink);
  }

  /** Whether the limits keep a new series of a definition out. */
  boolean isFull(SeriesDefinition definition) {
    ExposedFamily family = catalog.family(catalog.exposedName(definition));
    return cells.limits().reached(family == null ? 0 : family.series());
  }

  /** Whether an id has a series or a callback already. */
  boolean knows(SeriesDefinition definition, Meter.Id id) {
    ExposedFamily family = catalog.family(catalog.exposedName(definition));
    if (family == null) {
      return false;
    }
    for (ExposedGroup exposed : family.groups) {
      if (exposed.group().has(KubernautMeterRegistry.valuesOf(exposed.group(), id))) {
        return true;
      }
    }
    return family.callbacks.stream().anyMatch(callback -> callback.isFor(id));
  }

  void forget(Meter meter) {
    for (ExposedFamily family : catalog.families()) {
      if (meter instanceof Series series) {
        family.groups.forEach(exposed -> exposed.group().remove(series));
      }
      family.callbacks.removeIf(callback -> callback.isFor(meter.getId()));
    }
  }

  /** Adds the series that families made to the meters that Micrometer knows. */
  void forEachFamilySeries(List<Meter> meters) {
    Set<Meter> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(meters);
    for (ExposedFamily family : catalog.families()) {
      for (ExposedGroup exposed : family.groups) {
        SeriesGroup.Snapshot snapshot = exposed.group().snapshot();
        for (int i = 0; i < snapshot.size(); i++) {
          if (snapshot.series()[i] instanceof Meter meter && known.add(meter)) {
            meters.add(meter);
          }
        }
      }
    }
  }

  void close() {
    upkeep.forEach(Scheduler.Scheduled::close);
    workers.shutdown();
  }

  Cells cells() {
    return cells;
  }

  FamilyCatalog catalog() {
    return catalog;
  }

  HistogramPlans plans() {
    return plans;
  }

  MetricNames names() {
    return names;
  }

  RegistryOptions options() {
    return options;
  }

  RegistryStatus status() {
    return status;
  }

  RollUps rollUps() {
    return rollUps;
  }
}
