package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.BucketBounds;
import io.kubernaut.metrics.registry.cells.CellKeeper;
import io.kubernaut.metrics.registry.cells.ExponentialLayout;
import io.kubernaut.metrics.registry.cells.HistogramPlan;
import io.kubernaut.metrics.registry.cells.HistogramShape;
import io.kubernaut.metrics.registry.cells.WindowEpoch;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what a user asked of a histogram into how it counts. Safe for any thread. */
final class HistogramPlans {
  private static final int STEPS_IN_WINDOW = 3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double LEAST_SECONDS = 0.001;
  private static final double GREATEST_SECONDS = 30;
  private static final double LEAST_AMOUNT = 1;
  private static final double GREATEST_AMOUNT = 0x1p30;

  private final ExponentialLayout layout;
  private final CellKeeper keeper;
  private final Duration window;
  private final Function<Duration, WindowEpoch> epochs;
  private final Map<Duration, WindowEpoch> epochOfWindow = new ConcurrentHashMap<>();

  HistogramPlans(
      RegistryOptions options, CellKeeper keeper, Function<Duration, WindowEpoch> epochOfStep) {
    this.layout = new ExponentialLayout(options.histogramScale());
    this.keeper = keeper;
    this.window = options.maximumWindow();
    this.epochs = epochOfStep;
  }

  /** Brings the windows of all maxima up to date. */
  void tick() {
    epochOfWindow.values().forEach(WindowEpoch::tick);
  }

  /** The plan of a timer that nothing was asked of. */
  HistogramPlan ofPlainTimer() {
    HistogramShape shape = shape(new double[0], true, window);
    return new HistogramPlan(
        shape, BucketBounds.of(shape, true, LEAST_SECONDS, GREATEST_SECONDS), null, 1);
  }

  HistogramPlan ofFamily(FamilyRequest request) {
    boolean time = request.kind().type() == FamilyKind.TIMER.type();
    boolean buckets =
        request.kind() == FamilyKind.TIMER_WITH_BUCKETS
            || request.kind() == FamilyKind.SUMMARY_WITH_BUCKETS;
    double unit = time ? NANOS_PER_SECOND : 1;
    double[] objectives = Arrays.stream(request.objectives()).map(v -> v * unit).toArray();
    HistogramShape shape = shape(objectives, time, window);
    double least = time ? LEAST_SECONDS : LEAST_AMOUNT;
    double greatest = time ? GREATEST_SECONDS : GREATEST_AMOUNT;
    return new HistogramPlan(shape, BucketBounds.of(shape, buckets, least, greatest), null, 1);
  }

  HistogramPlan ofTimer(DistributionStatisticConfig config, Clock clock) {
    HistogramShape shape = shape(objectives(config), true, expiry(config));
    BucketBounds bounds =
        BucketBounds.of(
            shape,
            Boolean.TRUE.equals(config.isPercentileHistogram()),
            or(config.getMinimumExpectedValueAsDouble(), 1e6) / NANOS_PER_SECOND,
            or(config.getMaximumExpectedValueAsDouble(), 3e10) / NANOS_PER_SECOND);
    return new HistogramPlan(shape, bounds, percentiles(config, clock), 1);
  }

  HistogramPlan ofSummary(DistributionStatisticConfig config, Clock clock, double scale) {
    HistogramShape shape = shape(objectives(config), false, expiry(config));
    double least = Math.max(LEAST_AMOUNT, or(config.getMinimumExpectedValueAsDouble(), 1));
    double greatest =
        Math.min(GREATEST_AMOUNT, or(config.getMaximumExpectedValueAsDouble(), GREATEST_AMOUNT));
    BucketBounds bounds =
        BucketBounds.of(
            shape, Boolean.TRUE.equals(config.isPercentileHistogram()), least, greatest);
    return new HistogramPlan(shape, bounds, percentiles(config, clock), scale);
  }

  private HistogramShape shape(double[] objectives, boolean time, Duration maximumWindow) {
    long[] keys =
        Arrays.stream(objectives)
            .mapToLong(v -> time ? Math.round(v) : Double.doubleToRawLongBits(v))
            .distinct()
            .toArray();
    WindowEpoch epoch =
        epochOfWindow.computeIfAbsent(
            maximumWindow, w -> epochs.apply(w.dividedBy(STEPS_IN_WINDOW)));
    return new HistogramShape(layout, keys, time, epoch, keeper);
  }

  private Duration expiry(DistributionStatisticConfig config) {
    Duration expiry = config.getExpiry();
    return expiry == null ? window : expiry;
  }

  private static double[] objectives(DistributionStatisticConfig config) {
    double[] objectives = config.getServiceLevelObjectiveBoundaries();
    return objectives == null ? new double[0] : objectives;
  }

  private static HistogramPlan.@Nullable Percentiles percentiles(
      DistributionStatisticConfig config, Clock clock) {
    return config.isPublishingPercentiles() ? new HistogramPlan.Percentiles(config, clock) : null;
  }

  private static double or(@Nullable Double value, double otherwise) {
    return value == null ? otherwise : value;
  }
}
