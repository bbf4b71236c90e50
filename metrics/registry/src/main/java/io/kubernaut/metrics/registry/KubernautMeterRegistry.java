package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.CounterSeries;
import io.kubernaut.metrics.registry.cells.HistogramPlan;
import io.kubernaut.metrics.registry.cells.Labels;
import io.kubernaut.metrics.registry.cells.Misuse;
import io.kubernaut.metrics.registry.cells.Series;
import io.kubernaut.metrics.registry.cells.SeriesDefinition;
import io.kubernaut.metrics.registry.cells.SeriesGroup;
import io.kubernaut.metrics.registry.cells.SummarySeries;
import io.kubernaut.metrics.registry.cells.TimerSeries;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.rollup.RollUps;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import io.micrometer.core.instrument.internal.DefaultMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A Micrometer registry whose recording costs a few nanoseconds, takes no lock and allocates
 * nothing.
 *
 * <pre>{@code
 * KubernautMeterRegistry registry = KubernautMeterRegistry.create();
 *
 * Counter placed = registry.counter("orders.placed", "channel", "web");     // Micrometer's own API
 * placed.increment();
 *
 * CounterFamily requests = registry.counters("http.requests").labels("route", "status").register();
 * requests.with("/orders", "200").increment();                              // label values on the hot path
 * }</pre>
 *
 * <p>All of Micrometer's instruments, filters and binders work. Beside them are families, whose
 * label values are given at each recording without the cost of building tags. Both are the same
 * series underneath.
 *
 * <p>Safe for any thread. Building a meter throws {@link IllegalArgumentException} for what the
 * naming standard forbids; recording never throws: wrong values are dropped and counted in {@code
 * kubernaut_sdk_misuse_total}. Series are limited per metric and in all, see {@link
 * RegistryOptions}. {@link #close()} ends the registry's upkeep; its meters can then still be
 * called.
 */
public final class KubernautMeterRegistry extends MeterRegistry
    implements MetricSource, AutoCloseable {
  private final RegistryParts parts;
  private final CardinalityFilter filter;
  private final LimitedConfig config = new LimitedConfig();
  private final long since;
  private volatile Tags common = Tags.empty();

  KubernautMeterRegistry(Clock clock, RegistryParts.Maker maker) {
    super(clock);
    this.since = clock.wallTime();
    this.parts = maker.make(() -> config().namingConvention(), () -> common);
    this.filter = new CardinalityFilter(this::limited);
    config.begin();
  }

  /**
   * Makes a registry that stands alone, with the default limits.
   *
   * @return a registry
   */
  public static KubernautMeterRegistry create() {
    return builder().build();
  }

  /**
   * Begins to describe a registry.
   *
   * @return a builder
   */
  public static RegistryBuilder builder() {
    return new RegistryBuilder();
  }

  /**
   * Describes counters whose label values are given at each recording.
   *
   * @param name the metric's name by the naming standard, without {@code _total}
   * @return a builder
   * @throws IllegalArgumentException if the name breaks the standard
   */
  public FamilyBuilder<CounterFamily> counters(String name) {
    return new FamilyBuilder<>(name, FamilyKind.COUNTER, this::register, CounterFamily::new);
  }

  /**
   * Describes timers whose label values are given at each recording.
   *
   * @param name the metric's name by the naming standard, without a unit
   * @return a builder
   * @throws IllegalArgumentException if the name breaks the standard
   */
  public FamilyBuilder<TimerFamily> timers(String name) {
    return new FamilyBuilder<>(
        name, FamilyKind.TIMER_WITH_BUCKETS, this::register, TimerFamily::new);
  }

  /**
   * Describes summaries whose label values are given at each recording.
   *
   * @param name the metric's name by the naming standard
   * @return a builder
   * @throws IllegalArgumentException if the name breaks the standard
   */
  public FamilyBuilder<SummaryFamily> summaries(String name) {
    return new FamilyBuilder<>(
        name, FamilyKind.SUMMARY_WITH_BUCKETS, this::register, SummaryFamily::new);
  }

  /**
   * Describes gauges that are set, with label values given at each setting.
   *
   * @param name the metric's name by the naming standard
   * @return a builder
   * @throws IllegalArgumentException if the name breaks the standard
   */
  public FamilyBuilder<GaugeFamily> gauges(String name) {
    return new FamilyBuilder<>(name, FamilyKind.GAUGE, this::register, GaugeFamily::new);
  }

  private SeriesGroup register(FamilyRequest request) {
    SeriesDefinition wanted = definitionOf(request);
    SeriesDefinition taken = parts.catalog().clash(request.kind(), wanted);
    SeriesGroup group =
        taken != null ? null : parts.catalog().group(request.kind(), wanted, maker(request));
    if (group == null) {
      throw conflict(wanted, taken == null ? wanted : taken);
    }
    if (!agree(group.definition(), wanted)) {
      throw conflict(wanted, group.definition());
    }
    return group;
  }

  private static boolean agree(SeriesDefinition one, SeriesDefinition other) {
    return one.labels().equals(other.labels())
        && java.util.Objects.equals(one.baseUnit(), other.baseUnit());
  }

  private IllegalArgumentException conflict(SeriesDefinition wanted, SeriesDefinition taken) {
    return new IllegalArgumentException(
        "Metric %s conflicts with the registered %s: both would be exposed as \"%s\". Rename one, or make the definitions equal."
            .formatted(
                FamilyCatalog.describe(wanted),
                FamilyCatalog.describe(taken),
                parts.catalog().exposedName(wanted)));
  }

  /**
   * The definition of a family, after the user's filters have had their say about its name and
   * constant labels.
   */
  private SeriesDefinition definitionOf(FamilyRequest request) {
    List<Tag> open = new ArrayList<>();
    request.labels().forEach(label -> open.add(Tag.of(label, "")));
    Meter.Id id =
        filter.mapped(
            new Meter.Id(
                request.name(),
                Tags.of(open),
                request.baseUnit(),
                request.description(),
                request.kind().type()));
    List<Tag> constant = new ArrayList<>();
    for (Tag tag : id.getTagsAsIterable()) {
      if (!request.labels().contains(tag.getKey())) {
        constant.add(tag);
      }
    }
    return new SeriesDefinition(
        id.getName(),
        request.kind().type(),
        request.labels(),
        Tags.of(constant),
        request.baseUnit(),
        request.description());
  }

  private Function<Labels, Series> maker(FamilyRequest request) {
    return switch (request.kind()) {
      case COUNTER -> CounterSeries::new;
      case GAUGE -> GaugeSeries::new;
      case TIMER, TIMER_WITH_BUCKETS -> {
        HistogramPlan plan = parts.plans().ofFamily(request);
        yield labels -> new TimerSeries(labels, plan);
      }
      case SUMMARY, SUMMARY_WITH_BUCKETS -> {
        HistogramPlan plan = parts.plans().ofFamily(request);
        yield labels -> new SummarySeries(labels, plan);
      }
      default -> throw new IllegalArgumentException("No family of " + request.kind() + ".");
    };
  }

  @Override
  protected Counter newCounter(Meter.Id id) {
    return (Counter) series(FamilyKind.COUNTER, id, CounterSeries::new);
  }

  @Override
  protected Timer newTimer(
      Meter.Id id, DistributionStatisticConfig distribution, PauseDetector pauseDetector) {
    HistogramPlan plan = parts.plans().ofTimer(distribution, clock);
    FamilyKind kind = plan.hasHistogram() ? FamilyKind.TIMER_WITH_BUCKETS : FamilyKind.TIMER;
    return (Timer) series(kind, id, labels -> new TimerSeries(labels, plan));
  }

  @Override
  protected DistributionSummary newDistributionSummary(
      Meter.Id id, DistributionStatisticConfig distribution, double scale) {
    HistogramPlan plan = parts.plans().ofSummary(distribution, clock, scale);
    FamilyKind kind = plan.hasHistogram() ? FamilyKind.SUMMARY_WITH_BUCKETS : FamilyKind.SUMMARY;
    return (DistributionSummary) series(kind, id, labels -> new SummarySeries(labels, plan));
  }

  /**
   * Finds or makes the series of an id; where its name is taken by another type, one that is not
   * exposed.
   */
  private Series series(FamilyKind kind, Meter.Id id, Function<Labels, Series> maker) {
    SeriesDefinition definition = definitionOf(kind.type(), id);
    SeriesGroup group = parts.catalog().group(kind, definition, maker);
    if (group == null) {
      refuse(id);
      group = new SeriesGroup(parts.cells(), definition, maker);
    }
    return group.with(valuesOf(group, id));
  }

  private void refuse(Meter.Id id) {
    parts.cells().misuse().record(Misuse.CONFLICT, id.getName());
    meterRegistrationFailed(
        id, "Another metric is exposed under the same name with another type. Rename one.");
  }

  private SeriesDefinition definitionOf(Meter.Type type, Meter.Id id) {
    List<String> labels = new ArrayList<>();
    List<Tag> constant = new ArrayList<>();
    for (Tag tag : id.getTagsAsIterable()) {
      if (isCommon(tag)) {
        constant.add(tag);
      } else {
        labels.add(tag.getKey());
      }
    }
    return new SeriesDefinition(
        id.getName(), type, labels, Tags.of(constant), id.getBaseUnit(), id.getDescription());
  }

  private boolean isCommon(Tag tag) {
    for (Tag known : common) {
      if (known.equals(tag)) {
        return true;
      }
    }
    return false;
  }

  static @Nullable String[] valuesOf(SeriesGroup group, Meter.Id id) {
    return group.definition().labels().stream().map(id::getTag).toArray(String[]::new);
  }

  /** Sends an id that the limits keep out to the overflow series of its metric. */
  private Meter.Id limited(Meter.Id id) {
    if (id.getTags().isEmpty()) {
      return id;
    }
    SeriesDefinition definition = definitionOf(id.getType(), id);
    if (definition.labels().isEmpty() || !parts.isFull(definition)) {
      return id;
    }
    if (parts.knows(definition, id)) {
      return id;
    }
    List<Tag> tags = new ArrayList<>();
    for (Tag tag : id.getTagsAsIterable()) {
      tags.add(isCommon(tag) ? tag : Tag.of(tag.getKey(), SeriesGroup.OVERFLOW));
    }
    return id.replaceTags(tags);
  }

  @Override
  protected <T> Gauge newGauge(Meter.Id id, @Nullable T target, ToDoubleFunction<T> value) {
    Gauge gauge = new DefaultGauge<>(id, target, guarded(id, value));
    return asked(FamilyKind.GAUGE, gauge, () -> new double[] {gauge.value()});
  }

  @Override
  protected <T> FunctionCounter newFunctionCounter(
      Meter.Id id, T target, ToDoubleFunction<T> count) {
    FunctionCounter counter = new CumulativeFunctionCounter<>(id, target, count);
    return asked(FamilyKind.COUNTER, counter, () -> new double[] {counter.count()});
  }

  @Override
  protected <T> FunctionTimer newFunctionTimer(
      Meter.Id id, T target, ToLongFunction<T> count, ToDoubleFunction<T> total, TimeUnit unit) {
    FunctionTimer timer =
        new CumulativeFunctionTimer<>(id, target, count, total, unit, getBaseTimeUnit());
    return asked(
        FamilyKind.TIMER,
        timer,
        () -> new double[] {timer.count(), timer.totalTime(TimeUnit.SECONDS)});
  }

  @Override
  protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig distribution) {
    LongTaskTimer timer =
        new DefaultLongTaskTimer(id, clock, getBaseTimeUnit(), distribution, false);
    return asked(
        FamilyKind.LONG_TASK_TIMER,
        timer,
        () ->
            new double[] {
              timer.activeTasks(), timer.duration(TimeUnit.SECONDS), timer.max(TimeUnit.SECONDS)
            });
  }

  @Override
  protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
    Meter meter = new DefaultMeter(id, type, measurements);
    return asked(FamilyKind.OTHER, meter, () -> values(measurements));
  }

  private static double[] values(Iterable<Measurement> measurements) {
    List<Double> values = new ArrayList<>();
    measurements.forEach(measurement -> values.add(measurement.getValue()));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Micrometer's gauge swallows what its function throws; count it first. */
  private <T> ToDoubleFunction<T> guarded(Meter.Id id, ToDoubleFunction<T> value) {
    return target -> {
      try {
        return value.applyAsDouble(target);
      } catch (Throwable e) {
        parts.cells().misuse().record(Misuse.CALLBACK, id.getName());
        return Double.NaN;
      }
    };
  }

  private <M extends Meter> M asked(FamilyKind kind, M meter, Supplier<double[]> question) {
    Meter.Id id = meter.getId();
    ExposedFamily family = parts.catalog().family(kind, definitionOf(kind.type(), id));
    if (family == null) {
      refuse(id);
    } else {
      byte[] labels = LabelText.of(id.getTags(), parts.names());
      family.callbacks.add(new CallbackMeter(meter, labels, question));
    }
    return meter;
  }

  @Override
  protected TimeUnit getBaseTimeUnit() {
    return TimeUnit.SECONDS;
  }

  @Override
  protected DistributionStatisticConfig defaultHistogramConfig() {
    return DistributionStatisticConfig.builder()
        .expiry(parts.options().maximumWindow())
        .build()
        .merge(DistributionStatisticConfig.DEFAULT);
  }

  private void forget(Meter meter) {
    parts.forget(meter);
  }

  /**
   * Writes all families, in the order of their names, to a sink. Callbacks are asked first, each
   * within {@link RegistryOptions#callbackLimit()}; nothing is locked while the sink is written to.
   *
   * @param names which families
   * @param sink what to write to
   */
  @Override
  public void collect(NameFilter names, MetricSink sink) {
    parts.scrape(names, sink);
  }

  @Override
  public long sinceMillis() {
    return since;
  }

  /**
   * Returns all that is known: histograms of every timer and summary, in native buckets as fine as
   * they are counted, whether or not they are exposed.
   *
   * @return a source that reads this registry
   */
  public MetricSource fine() {
    return parts::scrapeFinely;
  }

  /**
   * Returns the state and the limits of the registry.
   *
   * @return a view that is always current
   */
  public RegistryStatus status() {
    return parts.status();
  }

  /**
   * Describes what is measured now.
   *
   * @return a snapshot
   */
  public MetricCatalogue catalogue() {
    return MetricCatalogue.of(parts.catalog(), parts.names());
  }

  /**
   * Returns what rolls series up at intervals. None is set at first.
   *
   * @return the registry's roll-ups
   */
  public RollUps rollUps() {
    return parts.rollUps();
  }

  @Override
  public List<Meter> getMeters() {
    List<Meter> meters = new ArrayList<>(super.getMeters());
    parts.forEachFamilySeries(meters);
    return meters;
  }

  @Override
  public void forEachMeter(Consumer<? super Meter> consumer) {
    getMeters().forEach(consumer);
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public void close() {
    super.close();
    parts.close();
  }

  /** Keeps the user's filters in front of the limits, whenever they are added. */
  private final class LimitedConfig extends Config {

    void begin() {
      super.meterFilter(filter);
      super.onMeterRemoved(KubernautMeterRegistry.this::forget);
      super.namingConvention(parts.names());
    }

    @Override
    public synchronized Config meterFilter(MeterFilter added) {
      filter.add(added);
      return super.meterFilter(new MeterFilter() {}); // marks the ids that were mapped before
    }

    @Override
    public Config commonTags(Iterable<Tag> tags) {
      common = common.and(tags);
      return super.commonTags(tags);
    }
  }
}
