package io.kubernaut.types.health;

import io.kubernaut.types.Severity;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a diagnosis found: what is wrong with what, how bad it is, how sure that is, and the facts
 * that it rests on.
 *
 * <pre>{@code
 * new Finding(
 *     "security.certificate-expiry", "orders.example.org", Severity.HIGH, 20, 1.0,
 *     "The certificate ends in 6 days",
 *     List.of(Finding.Fact.of("notAfter", "2026-02-06T12:00:00Z")),
 *     List.of("Renew it"), List.of("SC-17"), now, Map.of());
 * }</pre>
 *
 * @param kind what kind of finding it is, for example {@code security.certificate-expiry}
 * @param subject what it is about: a check, a pool, a host …
 * @param severity how bad it is
 * @param score how good the subject is in this respect, from 0 to 100
 * @param confidence how sure the finding is, from 0 to 1
 * @param summary what is wrong, in a sentence for people
 * @param evidence the facts it rests on, the weightiest first; at least one
 * @param remedies what can be done, the best first
 * @param controls the ids of the controls that it touches, for example {@code SC-17}
 * @param time when it was found
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "diagnostic-finding", version = 1)
public record Finding(
    @NotBlank @Size(max = 128) String kind,
    @NotBlank @Size(max = 253) String subject,
    Severity severity,
    @Min(0) @Max(100) int score,
    @Min(0) @Max(1) double confidence,
    @NotBlank @Size(max = 1024) String summary,
    @Size(min = 1, max = 1000) List<Fact> evidence,
    List<@NotBlank String> remedies,
    List<@NotBlank @Size(max = 64) String> controls,
    Instant time,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param kind what kind of finding it is
   * @param subject what it is about
   * @param severity how bad it is
   * @param score how good the subject is in this respect
   * @param confidence how sure the finding is
   * @param summary what is wrong
   * @param evidence the facts it rests on
   * @param remedies what can be done
   * @param controls the ids of the controls that it touches
   * @param time when it was found
   * @param extra fields this version does not know
   */
  public Finding {
    evidence = Frozen.list(evidence);
    remedies = Frozen.list(remedies);
    controls = Frozen.list(controls);
    extra = Frozen.map(extra);
  }

  /**
   * Returns the finding as an element of {@code checks} in the health body.
   *
   * @return its status is down if action is needed now or soon, degraded if a look is, otherwise up
   */
  public CheckResult toCheck() {
    return CheckResult.builder(status(), time)
        .component("system", subject)
        .score(score, confidence)
        .output(summary)
        .build();
  }

  private HealthStatus status() {
    return switch (severity) {
      case CRITICAL, HIGH -> HealthStatus.DOWN;
      case WARNING -> HealthStatus.DEGRADED;
      case INFO -> HealthStatus.UP;
    };
  }

  /**
   * One fact.
   *
   * @param name what was looked at, for example {@code heap.used.after.gc}
   * @param value what was seen: any JSON value
   * @param unit the unit of the value, for example {@code By}
   * @param source where it was seen, for example a metric, a log line or a thread
   * @param time when it was seen; as the finding if it is not said
   * @param extra fields this version does not know
   */
  public record Fact(
      @NotBlank @Size(max = 253) String name,
      RawJson value,
      @Nullable String unit,
      @Nullable String source,
      @Nullable Instant time,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name what was looked at
     * @param value what was seen
     * @param unit the unit of the value
     * @param source where it was seen
     * @param time when it was seen
     * @param extra fields this version does not know
     */
    public Fact {
      extra = Frozen.map(extra);
    }

    /**
     * Makes a fact of a text.
     *
     * @param name what was looked at
     * @param text what was seen
     * @return the fact
     */
    public static Fact of(String name, String text) {
      return new Fact(name, RawJson.text(text), null, null, null, Map.of());
    }

    /**
     * Makes a fact of a number.
     *
     * @param name what was looked at
     * @param number what was seen; finite
     * @param unit its unit, for example {@code ms}
     * @return the fact
     */
    public static Fact of(String name, double number, String unit) {
      return new Fact(name, RawJson.number(number), unit, null, null, Map.of());
    }
  }
}
