package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nobody is told of certain alerts: what {@code POST /api/v2/silences} of
 * Alertmanager takes, and what {@code GET} answers.
 *
 * <p>An alert is silenced if all matchers match it. A silence that would match an alert without
 * labels is refused: it would silence everything, mostly by a mistake.
 *
 * @param id which silence; the server gives one
 * @param status where it stands, as the server answers it
 * @param updatedAt when it was changed last, as the server answers it
 * @param comment why
 * @param createdBy who wants it
 * @param startsAt when it begins
 * @param endsAt the first moment after it
 * @param matchers which alerts; at least one
 * @param annotations what people want to read, by name
 * @param extra fields of a later version
 * @see <a
 *     href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">Alertmanager
 *     API v2, {@code postableSilence} and {@code gettableSilence}</a>
 */
@Sparse
@SchemaType(name = "silence", version = 1)
public record Silence(
    @Nullable String id,
    @Nullable Status status,
    @Nullable Instant updatedAt,
    String comment,
    String createdBy,
    Instant startsAt,
    Instant endsAt,
    @Size(min = 1) List<Matcher> matchers,
    Map<String, String> annotations,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param id which silence
   * @param status where it stands
   * @param updatedAt when it was changed last
   * @param comment why
   * @param createdBy who wants it
   * @param startsAt when it begins
   * @param endsAt the first moment after it
   * @param matchers which alerts
   * @param annotations what people want to read
   * @param extra fields of a later version
   */
  public Silence {
    matchers = Frozen.list(matchers);
    annotations = Frozen.map(annotations);
    extra = Frozen.map(extra);
  }

  /** Where a silence stands. */
  public enum State {
    /** It has not begun. */
    @JsonProperty("pending")
    PENDING,
    /** It goes on. */
    @JsonProperty("active")
    ACTIVE,
    /** It is over. */
    @JsonProperty("expired")
    EXPIRED
  }

  /**
   * Where a silence stands, as documents say it.
   *
   * @param state the state
   * @param extra fields of a later version
   */
  public record Status(Open<State> state, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param state the state
     * @param extra fields of a later version
     */
    public Status {
      extra = Frozen.map(extra);
    }
  }

  /**
   * Returns a silence that a server has not seen yet.
   *
   * @param selector which alerts
   * @param startsAt when it begins
   * @param endsAt the first moment after it
   * @param createdBy who wants it
   * @param comment why
   * @return the silence
   */
  public static Silence of(
      Selector selector, Instant startsAt, Instant endsAt, String createdBy, String comment) {
    return new Silence(
        null,
        null,
        null,
        comment,
        createdBy,
        startsAt,
        endsAt,
        selector.matchers(),
        Map.of(),
        Map.of());
  }

  /**
   * Returns where it stands at a time, whatever {@link #status} says.
   *
   * @param now the time
   * @return the state
   */
  public State state(Instant now) {
    if (now.isBefore(startsAt)) {
      return State.PENDING;
    }
    return now.isBefore(endsAt) ? State.ACTIVE : State.EXPIRED;
  }

  /**
   * Returns this silence, over.
   *
   * @param now when it is over; nothing changes if it already was
   * @return the silence
   */
  public Silence expired(Instant now) {
    if (state(now) == State.EXPIRED) {
      return this;
    }
    Instant start = now.isAfter(startsAt) ? startsAt : now.minusNanos(1);
    return new Silence(id, null, now, comment, createdBy, start, now, matchers, annotations, extra);
  }

  /**
   * Prepares the question whether it concerns an alert.
   *
   * @return whether labels are those of such an alert, whatever the time; safe for any thread
   * @throws IllegalArgumentException if a matcher's expression is none
   */
  public Predicate<Map<String, String>> asPredicate() {
    return new Selector(matchers).asPredicate();
  }

  @Override
  public void validate(Violations found) {
    if (!endsAt.isAfter(startsAt)) {
      found.add("/endsAt", endsAt, "must be after startsAt " + startsAt, "Swap them?");
    }
    found.unless(
        matchers.isEmpty() || matchers.stream().anyMatch(Silence::asksForSomething),
        "/matchers",
        matchers,
        "must not match an alert without labels",
        "Ask for a label that is not empty, for example alertname=\"HighCPU\".");
  }

  private static boolean asksForSomething(Matcher matcher) {
    try {
      return !matcher.matches(Map.of());
    } catch (IllegalArgumentException ignored) {
      // The matcher itself is wrong, and says so.
      return true;
    }
  }
}
