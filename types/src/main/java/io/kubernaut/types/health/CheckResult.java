package io.kubernaut.types.health;

import io.kubernaut.types.Criticality;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check found out about one node of a component: an element of {@code checks} in the
 * health body. The fields from {@code criticality} on are ours; the body allows for additional
 * ones.
 *
 * <pre>{@code
 * CheckResult.builder(HealthStatus.DEGRADED, now)
 *     .component("datastore", "orders-db")
 *     .observed("250", "ms")
 *     .output("slower than 100 ms")
 *     .build();
 * }</pre>
 *
 * @param componentId which instance of the component, unique within the service
 * @param componentType what kind of thing it is: "component", "datastore", "system", or another
 *     common term
 * @param observedValue what was measured: any JSON value
 * @param observedUnit the unit of what was measured, for example {@code ms}
 * @param status how it is
 * @param affectedEndpoints URI templates of the endpoints that suffer, for example {@code
 *     /users/{userId}}
 * @param time when it was looked at
 * @param output what is wrong, as the check says it
 * @param links where to read more, by relation
 * @param criticality how much depends on it
 * @param score how good it is, from 0 to 100
 * @param confidence how sure that is, from 0 to 1: old and few samples make it less
 * @param took how long the check ran
 * @param impactedBy the checks it only follows, the root cause first; empty if the cause is its own
 * @param extra other fields
 * @see <a
 *     href="https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check-06#section-4">
 *     Health Check Response Format for HTTP APIs, the checks object</a>
 */
@Sparse
@SchemaType(name = "check-result", version = 1)
public record CheckResult(
    @Nullable String componentId,
    @Nullable String componentType,
    @Nullable RawJson observedValue,
    @Nullable String observedUnit,
    @Nullable HealthStatus status,
    List<String> affectedEndpoints,
    @Nullable Instant time,
    @Nullable String output,
    Map<String, URI> links,
    @Nullable Open<Criticality> criticality,
    @Nullable @Min(0) @Max(100) Integer score,
    @Nullable @Min(0) @Max(1) Double confidence,
    @Nullable Duration took,
    List<String> impactedBy,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param componentId which instance of the component
   * @param componentType what kind of thing it is
   * @param observedValue what was measured
   * @param observedUnit the unit of what was measured
   * @param status how it is
   * @param affectedEndpoints URI templates of the endpoints that suffer
   * @param time when it was looked at
   * @param output what is wrong
   * @param links where to read more
   * @param criticality how much depends on it
   * @param score how good it is
   * @param confidence how sure that is
   * @param took how long the check ran
   * @param impactedBy the checks it only follows
   * @param extra other fields
   */
  public CheckResult {
    affectedEndpoints = Frozen.list(affectedEndpoints);
    links = Frozen.map(links);
    impactedBy = Frozen.list(impactedBy);
    extra = Frozen.map(extra);
  }

  /**
   * Starts a result.
   *
   * @param status how it is
   * @param time when it was looked at
   * @return a builder
   */
  public static Builder builder(HealthStatus status, Instant time) {
    return new Builder(status, time);
  }

  /**
   * Tells whether the cause is somewhere else.
   *
   * @return true if it only follows another check
   */
  public boolean isImpacted() {
    return !impactedBy.isEmpty();
  }

  /** Builds a result. Used by one thread. */
  public static final class Builder {

    private final HealthStatus status;
    private final @Nullable Instant time;
    private @Nullable String componentId;
    private @Nullable String componentType;
    private @Nullable RawJson observedValue;
    private @Nullable String observedUnit;
    private List<String> affectedEndpoints = List.of();
    private @Nullable String output;
    private Map<String, URI> links = Map.of();
    private @Nullable Open<Criticality> criticality;
    private @Nullable Integer score;
    private @Nullable Double confidence;
    private @Nullable Duration took;
    private List<String> impactedBy = List.of();

    Builder(HealthStatus status, @Nullable Instant time) {
      this.status = status;
      this.time = time;
    }

    /**
     * Says what was looked at.
     *
     * @param type {@code component}, {@code datastore} or {@code system}
     * @param id which instance of it
     * @return this builder
     */
    public Builder component(String type, String id) {
      componentType = type;
      componentId = id;
      return this;
    }

    /**
     * Says what was measured.
     *
     * @param value any JSON value, for example {@code RawJson.of("250")}
     * @param unit its unit, for example {@code ms}
     * @return this builder
     */
    public Builder observed(RawJson value, String unit) {
      observedValue = value;
      observedUnit = unit;
      return this;
    }

    /**
     * Says what was measured.
     *
     * @param value a finite number
     * @param unit its unit, for example {@code ms}
     * @return this builder
     */
    public Builder observed(double value, String unit) {
      return observed(RawJson.number(value), unit);
    }

    /**
     * Says which endpoints suffer.
     *
     * @param uriTemplates for example {@code /users/{userId}}
     * @return this builder
     */
    public Builder affects(String... uriTemplates) {
      affectedEndpoints = List.of(uriTemplates);
      return this;
    }

    /**
     * Says what is wrong.
     *
     * @param text as the check says it
     * @return this builder
     */
    public Builder output(String text) {
      output = text;
      return this;
    }

    /**
     * Says where to read more.
     *
     * @param places by relation
     * @return this builder
     */
    public Builder links(Map<String, URI> places) {
      links = places;
      return this;
    }

    /**
     * Says how much depends on it.
     *
     * @param level the criticality
     * @return this builder
     */
    public Builder criticality(Criticality level) {
      criticality = Open.of(level);
      return this;
    }

    /**
     * Says how good it is and how sure that is.
     *
     * @param outOf100 from 0 to 100
     * @param certainty from 0 to 1
     * @return this builder
     */
    public Builder score(int outOf100, double certainty) {
      score = outOf100;
      confidence = certainty;
      return this;
    }

    /**
     * Says how long the check ran.
     *
     * @param time a length of time
     * @return this builder
     */
    public Builder took(Duration time) {
      took = time;
      return this;
    }

    /**
     * Says that the cause is somewhere else.
     *
     * @param checks the checks it follows, the root cause first
     * @return this builder
     */
    public Builder impactedBy(List<String> checks) {
      impactedBy = checks;
      return this;
    }

    /**
     * Returns the result.
     *
     * @return the result
     * @throws io.kubernaut.types.schema.InvalidDocumentException if a number is out of its range
     */
    public CheckResult build() {
      return Schema.of(CheckResult.class)
          .require(
              new CheckResult(
                  componentId,
                  componentType,
                  observedValue,
                  observedUnit,
                  status,
                  affectedEndpoints,
                  time,
                  output,
                  links,
                  criticality,
                  score,
                  confidence,
                  took,
                  impactedBy,
                  Map.of()));
    }
  }
}
