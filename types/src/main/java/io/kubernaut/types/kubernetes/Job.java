package io.kubernaut.types.kubernetes;

import io.kubernaut.types.container.Outcome;
import io.kubernaut.types.container.RunStatus;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods that run until enough of them succeed.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/">Job</a>
 * @param apiVersion {@code batch/v1}
 * @param kind {@code Job}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "job", version = 1)
public record Job(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable RawJson spec,
    @Nullable Status status,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code batch/v1}
   * @param kind {@code Job}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public Job {
    extra = Frozen.map(extra);
  }

  /**
   * What is known of a job.
   *
   * @param conditions what holds
   * @param active how many pods run
   * @param succeeded how many ended well
   * @param failed how many ended badly
   * @param startTime when it began
   * @param completionTime when it succeeded
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      List<Condition> conditions,
      @Nullable Integer active,
      @Nullable Integer succeeded,
      @Nullable Integer failed,
      @Nullable Instant startTime,
      @Nullable Instant completionTime,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param conditions what holds
     * @param active how many pods run
     * @param succeeded how many ended well
     * @param failed how many ended badly
     * @param startTime when it began
     * @param completionTime when it succeeded
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }

  /**
   * Returns what became of it.
   *
   * @return a status; pending if nothing is known yet
   */
  public RunStatus run() {
    if (status == null) {
      return RunStatus.of(Outcome.PENDING, null, null);
    }
    for (Condition condition : status.conditions()) {
      if (condition.isTrue()) {
        Outcome outcome = outcome(condition);
        if (outcome != Outcome.UNKNOWN) {
          return run(outcome, condition, status);
        }
      }
    }
    boolean hasBegun = status.active() != null && status.active() > 0;
    return RunStatus.of(hasBegun ? Outcome.RUNNING : Outcome.PENDING, null, null)
        .between(status.startTime(), null);
  }

  private static Outcome outcome(Condition condition) {
    return switch (condition.type()) {
      case "Complete" -> Outcome.SUCCEEDED;
      case "Failed" ->
          "DeadlineExceeded".equals(condition.reason()) ? Outcome.TIMED_OUT : Outcome.FAILED;
      case "Suspended" -> Outcome.SUSPENDED;
      default -> Outcome.UNKNOWN;
    };
  }

  private static RunStatus run(Outcome outcome, Condition condition, Status status) {
    Instant end =
        outcome == Outcome.SUCCEEDED ? status.completionTime() : condition.lastTransitionTime();
    return RunStatus.of(outcome, condition.reason(), condition.message())
        .between(status.startTime(), outcome.isFinal() ? end : null);
  }
}
