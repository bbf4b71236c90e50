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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a Tekton pipeline.
 *
 * @see <a
 *     href="https://tekton.dev/docs/pipelines/pipelineruns/#monitoring-execution-status">PipelineRun</a>
 * @param apiVersion {@code tekton.dev/v1}
 * @param kind {@code PipelineRun}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "pipeline-run", version = 1)
public record PipelineRun(
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
   * @param apiVersion {@code tekton.dev/v1}
   * @param kind {@code PipelineRun}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public PipelineRun {
    extra = Frozen.map(extra);
  }

  private static final Set<String> CANCELLED =
      Set.of(
          "Cancelled",
          "PipelineRunCancelled",
          "CancelledRunningFinally",
          "StoppedRunningFinally",
          "PipelineRunStopping",
          "TaskRunCancelled");

  private static final Set<String> TIMED_OUT = Set.of("PipelineRunTimeout", "TaskRunTimeout");

  private static final Set<String> WAITING =
      Set.of("PipelineRunPending", "Started", "ResolvingPipelineRef");

  /**
   * What is known of a run.
   *
   * @param conditions {@code Succeeded} says it all
   * @param startTime when it began
   * @param completionTime when it ended
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      List<Condition> conditions,
      @Nullable Instant startTime,
      @Nullable Instant completionTime,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param conditions {@code Succeeded} says it all
     * @param startTime when it began
     * @param completionTime when it ended
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
    Optional<Condition> succeeded =
        status == null ? Optional.empty() : Condition.find(status.conditions(), "Succeeded");
    if (status == null || succeeded.isEmpty()) {
      return RunStatus.of(Outcome.PENDING, null, null);
    }
    Condition condition = succeeded.get();
    return RunStatus.of(outcome(condition), condition.reason(), condition.message())
        .between(status.startTime(), status.completionTime());
  }

  private static Outcome outcome(Condition succeeded) {
    String reason = succeeded.reason() == null ? "" : succeeded.reason();
    if (succeeded.isTrue()) {
      return Outcome.SUCCEEDED;
    }
    if (succeeded.status().is(ConditionStatus.FALSE)) {
      return CANCELLED.contains(reason)
          ? Outcome.CANCELLED
          : TIMED_OUT.contains(reason) ? Outcome.TIMED_OUT : Outcome.FAILED;
    }
    return WAITING.contains(reason) ? Outcome.PENDING : Outcome.RUNNING;
  }
}
