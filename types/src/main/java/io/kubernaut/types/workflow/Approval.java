package io.kubernaut.types.workflow;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a person. Who does not answer in time has refused.
 *
 * @param id names it
 * @param question what is asked
 * @param state how it stands
 * @param deadline until when one can answer
 * @param decidedBy who answered
 * @param decidedAt when
 * @param reason why
 * @param extra fields this version does not know
 */
@SchemaType(name = "approval", version = 1)
public record Approval(
    @NotBlank @Size(max = 128) String id,
    @NotBlank @Size(max = 4096) String question,
    ApprovalState state,
    Deadline deadline,
    @Nullable @Size(max = 256) String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable @Size(max = 4096) String reason,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param id names it
   * @param question what is asked
   * @param state how it stands
   * @param deadline until when one can answer
   * @param decidedBy who answered
   * @param decidedAt when
   * @param reason why
   * @param extra fields this version does not know
   */
  public Approval {
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    boolean isAnswered = state == ApprovalState.APPROVED || state == ApprovalState.REJECTED;
    found.unless(
        !isAnswered || decidedBy != null,
        "/decidedBy",
        decidedBy,
        "must be there if it was answered",
        "Say who answered.");
  }

  /**
   * Answers.
   *
   * @param agrees whether it may be done
   * @param who who answers
   * @param now when
   * @param why why
   * @return the answered question; expired if it is too late
   * @throws IllegalStateException if it was answered before
   */
  public Approval answer(boolean agrees, String who, Instant now, @Nullable String why) {
    if (state == ApprovalState.PENDING && deadline.isOver(now)) {
      return expire(now);
    }
    ApprovalState target = state.become(agrees ? ApprovalState.APPROVED : ApprovalState.REJECTED);
    return new Approval(id, question, target, deadline, who, now, why, extra);
  }

  /**
   * Gives the question up if its deadline has passed.
   *
   * @param now the time
   * @return the question, expired if nobody had answered
   */
  public Approval expire(Instant now) {
    return state.isFinal() || !deadline.isOver(now)
        ? this
        : new Approval(
            id,
            question,
            ApprovalState.EXPIRED,
            deadline,
            null,
            now,
            "nobody answered in time",
            extra);
  }
}
