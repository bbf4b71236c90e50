package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One aspect of an object's state, as controllers report it.
 *
 * @see <a
 *     href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties">
 *     API conventions, conditions</a>
 * @param type which aspect, for example {@code Ready}
 * @param status whether it holds
 * @param observedGeneration the generation that was looked at
 * @param lastTransitionTime when the status last changed
 * @param reason why, in one word
 * @param message why, for people
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "condition", version = 1)
public record Condition(
    @NotBlank String type,
    Open<ConditionStatus> status,
    @Nullable Long observedGeneration,
    @Nullable Instant lastTransitionTime,
    @Nullable String reason,
    @Nullable String message,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param type which aspect, for example {@code Ready}
   * @param status whether it holds
   * @param observedGeneration the generation that was looked at
   * @param lastTransitionTime when the status last changed
   * @param reason why, in one word
   * @param message why, for people
   * @param extra fields this version does not know
   */
  public Condition {
    extra = Frozen.map(extra);
  }

  /**
   * Returns a condition that has just been found.
   *
   * @param type which aspect
   * @param status whether it holds
   * @param reason why, in one word
   * @param message why, for people
   * @return a condition without a time, for {@link #put}
   */
  public static Condition of(String type, ConditionStatus status, String reason, String message) {
    return new Condition(type, Open.of(status), null, null, reason, message, Map.of());
  }

  /**
   * Tells whether it holds.
   *
   * @return true if the status is {@code True}
   */
  public boolean isTrue() {
    return status.is(ConditionStatus.TRUE);
  }

  /**
   * Puts this condition in the place of the one of its type, or at the end. Its transition time
   * moves only if the status changes.
   *
   * @param conditions what was reported before
   * @param now when this was found
   * @return all conditions
   */
  public List<Condition> put(List<Condition> conditions, Instant now) {
    List<Condition> all = new ArrayList<>(conditions);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).type.equals(type)) {
        all.set(i, after(all.get(i), now));
        return List.copyOf(all);
      }
    }
    all.add(at(now));
    return List.copyOf(all);
  }

  private Condition after(Condition before, Instant now) {
    Instant since = before.lastTransitionTime;
    return at(since != null && before.status.equals(status) ? since : now);
  }

  private Condition at(Instant time) {
    return new Condition(type, status, observedGeneration, time, reason, message, extra);
  }

  /**
   * Finds the condition of a type.
   *
   * @param conditions all conditions
   * @param type which aspect
   * @return the condition, if there is one
   */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> condition.type.equals(type)).findFirst();
  }
}
