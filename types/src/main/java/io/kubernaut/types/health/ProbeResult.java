package io.kubernaut.types.health;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one probe of one instance ended.
 *
 * <pre>{@code
 * ProbeResult.of(ProbeKind.READINESS, HealthStatus.DOWN, now).failing(List.of("orders-db"));
 * }</pre>
 *
 * @param kind what was asked
 * @param status the answer; a probe is passed if {@link HealthStatus#isServing() it serves}
 * @param time when it was answered
 * @param took how long the answer took
 * @param streak how many probes in a row ended like this one, this one included: what thresholds
 *     for failing over and for recovering are compared with
 * @param score how good it is, from 0 to 100
 * @param confidence how sure that is, from 0 to 1
 * @param output what is wrong, for people
 * @param failing the checks that made it so, the root cause first
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "probe-result", version = 1)
public record ProbeResult(
    ProbeKind kind,
    HealthStatus status,
    Instant time,
    @Nullable Duration took,
    @Min(1) int streak,
    @Nullable @Min(0) @Max(100) Integer score,
    @Nullable @Min(0) @Max(1) Double confidence,
    @Nullable @Size(max = 4096) String output,
    List<@NotBlank String> failing,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param kind what was asked
   * @param status the answer
   * @param time when it was answered
   * @param took how long the answer took
   * @param streak how many probes in a row ended like this one
   * @param score how good it is
   * @param confidence how sure that is
   * @param output what is wrong
   * @param failing the checks that made it so
   * @param extra fields this version does not know
   */
  public ProbeResult {
    failing = Frozen.list(failing);
    extra = Frozen.map(extra);
  }

  /**
   * Makes the result of a first probe.
   *
   * @param kind what was asked
   * @param status the answer
   * @param time when it was answered
   * @return the result, with a streak of one and nothing else
   */
  public static ProbeResult of(ProbeKind kind, HealthStatus status, Instant time) {
    return new ProbeResult(kind, status, time, null, 1, null, null, null, List.of(), Map.of());
  }

  /**
   * Tells whether the probe is passed.
   *
   * @return true if it serves, with or without concerns
   */
  public boolean isPassed() {
    return status.isServing();
  }

  /**
   * Counts on from the probe before.
   *
   * @param before the result before this one
   * @return this result; its streak is one more if both are passed or neither is, as far as an
   *     {@code int} goes, otherwise 1
   */
  public ProbeResult after(ProbeResult before) {
    int count =
        isPassed() == before.isPassed() ? (int) Math.min(before.streak + 1L, Integer.MAX_VALUE) : 1;
    return new ProbeResult(
        kind, status, time, took, count, score, confidence, output, failing, extra);
  }

  /**
   * Says which checks made it so.
   *
   * @param checks their names, the root cause first
   * @return this result with them
   */
  public ProbeResult failing(List<String> checks) {
    return new ProbeResult(
        kind, status, time, took, streak, score, confidence, output, checks, extra);
  }

  /**
   * Says what is wrong.
   *
   * @param text for people
   * @return this result with it
   */
  public ProbeResult output(String text) {
    return new ProbeResult(
        kind, status, time, took, streak, score, confidence, text, failing, extra);
  }

  /**
   * Says how long the answer took.
   *
   * @param time a length of time
   * @return this result with it
   */
  public ProbeResult took(Duration time) {
    return new ProbeResult(
        kind, status, this.time, time, streak, score, confidence, output, failing, extra);
  }

  /**
   * Says how good it is and how sure that is.
   *
   * @param outOf100 from 0 to 100
   * @param certainty from 0 to 1
   * @return this result with them
   */
  public ProbeResult score(int outOf100, double certainty) {
    return new ProbeResult(
        kind, status, time, took, streak, outOf100, certainty, output, failing, extra);
  }
}
