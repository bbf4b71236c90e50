package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.SeriesGroup;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes a family and registers it. The same description gives the same series again; one that
 * clashes with what is registered is refused. Not safe for several threads.
 *
 * @param <F> the kind of family
 */
public final class FamilyBuilder<F> {
  private static final int MOST_LABELS = 16;

  private final String name;
  private final FamilyRegistrar registrar;
  private final Function<SeriesGroup, F> maker;
  private final boolean buckets;
  private FamilyKind kind;
  private @Nullable String description;
  private @Nullable String baseUnit;
  private List<String> labels = List.of();
  private double[] objectives = {};

  FamilyBuilder(
      String name, FamilyKind kind, FamilyRegistrar registrar, Function<SeriesGroup, F> maker) {
    this.name = MetricNames.check(name);
    this.kind = kind;
    this.registrar = registrar;
    this.maker = maker;
    this.buckets = kind == FamilyKind.TIMER_WITH_BUCKETS || kind == FamilyKind.SUMMARY_WITH_BUCKETS;
  }

  /**
   * Says what the metric means, for people.
   *
   * @param text one sentence
   * @return this
   */
  public FamilyBuilder<F> description(String text) {
    this.description = text;
    return this;
  }

  /**
   * Sets the unit of the values. Timers are in seconds and take no other.
   *
   * @param unit a base unit: bytes, not kilobytes; seconds, not milliseconds
   * @return this
   * @throws IllegalArgumentException if it is not a base unit, or the family is one of timers
   */
  public FamilyBuilder<F> baseUnit(String unit) {
    if (kind == FamilyKind.TIMER_WITH_BUCKETS || kind == FamilyKind.TIMER) {
      throw new IllegalArgumentException(
          "Timer \"%s\" can not have the base unit \"%s\": timers are exposed in seconds. Leave the unit away, or use summaries(..)."
              .formatted(name, unit));
    }
    this.baseUnit = MetricNames.checkUnit(unit);
    return this;
  }

  /**
   * Names the labels whose values are given at each recording.
   *
   * @param names what tells the series apart, at most 16
   * @return this
   * @throws IllegalArgumentException if a name breaks the naming standard or comes twice
   */
  public FamilyBuilder<F> labels(String... names) {
    if (names.length > MOST_LABELS) {
      throw new IllegalArgumentException(
          "Metric \"%s\" has %d labels. Use at most %d: each adds to the number of series."
              .formatted(name, names.length, MOST_LABELS));
    }
    List<String> checked = List.of(names).stream().map(MetricNames::checkLabel).toList();
    if (checked.stream().distinct().count() < checked.size()) {
      throw new IllegalArgumentException(
          "Metric \"%s\" has a label twice: %s. Name each once.".formatted(name, checked));
    }
    this.labels = checked;
    return this;
  }

  /**
   * Asks for values up to some bounds to be counted exactly, and exposed as buckets.
   *
   * @param bounds positive values in the metric's base unit
   * @return this
   * @throws IllegalArgumentException if the family has no histogram, or a bound is not positive and
   *     finite
   */
  public FamilyBuilder<F> objectives(double... bounds) {
    if (!kind.isDistribution()) {
      throw new IllegalArgumentException(
          "Metric \"%s\" has no histogram, so no objectives. Use timers(..) or summaries(..)."
              .formatted(name));
    }
    for (double bound : bounds) {
      if (!(bound > 0 && bound < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Invalid objective %s of metric \"%s\". Use a positive, finite value."
                .formatted(bound, name));
      }
    }
    this.objectives = bounds.clone();
    return this;
  }

  /**
   * Asks for times up to some bounds to be counted exactly, and exposed as buckets.
   *
   * @param bounds positive times
   * @return this
   * @throws IllegalArgumentException if the family has no histogram, or a bound is not positive
   */
  public FamilyBuilder<F> objectives(Duration... bounds) {
    return objectives(List.of(bounds).stream().mapToDouble(FamilyBuilder::seconds).toArray());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /**
   * Exposes count and sum only. Quantiles of roll-ups are kept all the same.
   *
   * @return this
   */
  public FamilyBuilder<F> withoutBuckets() {
    if (buckets) {
      kind = kind == FamilyKind.TIMER_WITH_BUCKETS ? FamilyKind.TIMER : FamilyKind.SUMMARY;
    }
    return this;
  }

  /**
   * Registers the family, or finds it.
   *
   * @return the family
   * @throws IllegalArgumentException if another metric is, or would be, exposed under the same name
   *     with another type, unit or set of labels
   */
  public F register() {
    return maker.apply(
        registrar.register(
            new FamilyRequest(name, kind, labels, baseUnit, description, objectives)));
  }
}
