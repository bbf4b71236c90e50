package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many observations there were, and quantiles that the source computed over a window.
 *
 * <p>Merged, counts and sums are added, and the quantiles are gone: there is no way to compute the
 * quantile of two instances from the quantiles of each. Who needs it observes with histograms.
 *
 * @param quantiles ascending, each once
 * @param count how many observations since the start
 * @param sum of what was observed since the start; missing if it is not known
 * @param created the start: when there was no observation
 * @param extra fields of a later version
 */
public record SummaryValue(
    List<Quantile> quantiles,
    @Min(0) long count,
    @Nullable Double sum,
    @Nullable Instant created,
    @Extra Map<String, RawJson> extra)
    implements MetricValue, Validated {

  /**
   * Copies the collections.
   *
   * @param quantiles ascending
   * @param count how many observations
   * @param sum of what was observed
   * @param created the start
   * @param extra fields of a later version
   */
  public SummaryValue {
    quantiles = Frozen.list(quantiles);
    extra = Frozen.map(extra);
  }

  /**
   * What a share of the observations was at most.
   *
   * @param quantile the share, from 0 to 1
   * @param value the bound; NaN if the window has no observations; not negative
   * @param extra fields of a later version
   */
  public record Quantile(
      @Min(0) @Max(1) double quantile, double value, @Extra Map<String, RawJson> extra)
      implements Validated {

    /**
     * Copies the collections.
     *
     * @param quantile the share
     * @param value the bound
     * @param extra fields of a later version
     */
    public Quantile {
      extra = Frozen.map(extra);
    }

    /**
     * Returns a quantile.
     *
     * @param quantile the share, from 0 to 1
     * @param value the bound
     * @return the quantile
     */
    public static Quantile of(double quantile, double value) {
      return new Quantile(quantile, value, Map.of());
    }

    @Override
    public void validate(Violations found) {
      if (value < 0) {
        found.add(
            "/value", value, "must not be negative", "Use a histogram for what can be negative.");
      }
    }
  }

  @Override
  public void validate(Violations found) {
    for (int i = 1; i < quantiles.size(); i++) {
      double before = quantiles.get(i - 1).quantile;
      if (quantiles.get(i).quantile <= before) {
        found.add(
            "/quantiles/" + i + "/quantile",
            quantiles.get(i).quantile,
            "must be above the one before, " + before,
            "Sort the quantiles, each once.");
      }
    }
  }

  @Override
  public SummaryValue merge(MetricValue other) {
    if (!(other instanceof SummaryValue that)) {
      throw Merging.unlike(this, other);
    }
    return new SummaryValue(
        List.of(),
        Merging.count(count, that.count),
        Merging.sum(sum, that.sum),
        Merging.start(created, that.created),
        Merging.extra(extra, that.extra));
  }
}
