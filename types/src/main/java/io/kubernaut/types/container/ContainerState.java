package io.kubernaut.types.container;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a container stands, as Kubernetes reports it. One of the three is set; none means that it
 * waits.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states">
 *     Container states</a>
 * @param waiting it has not started
 * @param running it runs
 * @param terminated it ran and has ended
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "container-state", version = 1)
public record ContainerState(
    @Nullable Waiting waiting,
    @Nullable Running running,
    @Nullable Terminated terminated,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param waiting it has not started
   * @param running it runs
   * @param terminated it ran and has ended
   * @param extra fields this version does not know
   */
  public ContainerState {
    extra = Frozen.map(extra);
  }

  /**
   * A container that has not started.
   *
   * @param reason why, in one word, for example {@code ImagePullBackOff}
   * @param message why, for people
   * @param extra fields this version does not know
   */
  @Sparse
  public record Waiting(
      @Nullable String reason, @Nullable String message, @Extra Map<String, RawJson> extra) {

    private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");

    /**
     * Copies the collections.
     *
     * @param reason why, in one word, for example {@code ImagePullBackOff}
     * @param message why, for people
     * @param extra fields this version does not know
     */
    public Waiting {
      extra = Frozen.map(extra);
    }

    /**
     * Tells whether it waits because something is wrong.
     *
     * @return true for reasons such as {@code CrashLoopBackOff}
     */
    public boolean isStuck() {
      return reason != null && !STARTING.contains(reason);
    }
  }

  /**
   * A container that runs.
   *
   * @param startedAt since when
   * @param extra fields this version does not know
   */
  @Sparse
  public record Running(@Nullable Instant startedAt, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param startedAt since when
     * @param extra fields this version does not know
     */
    public Running {
      extra = Frozen.map(extra);
    }
  }

  /**
   * A container that has ended.
   *
   * @param exitCode what its process ended with
   * @param signal the signal that ended it, if the runtime says so
   * @param reason why, in one word, for example {@code OOMKilled}
   * @param message why, for people
   * @param startedAt when it began
   * @param finishedAt when it ended
   * @param containerId runtime and id, as in {@code containerd://…}
   * @param extra fields this version does not know
   */
  @Sparse
  public record Terminated(
      int exitCode,
      @Nullable Integer signal,
      @Nullable String reason,
      @Nullable String message,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @JsonProperty("containerID") @Nullable String containerId,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param exitCode what its process ended with
     * @param signal the signal that ended it, if the runtime says so
     * @param reason why, in one word, for example {@code OOMKilled}
     * @param message why, for people
     * @param startedAt when it began
     * @param finishedAt when it ended
     * @param containerId runtime and id, as in {@code containerd://…}
     * @param extra fields this version does not know
     */
    public Terminated {
      extra = Frozen.map(extra);
    }

    /**
     * Returns the exit code.
     *
     * @return the code and its meaning
     */
    public ExitCode exit() {
      return new ExitCode(exitCode);
    }

    /**
     * Tells whether it was killed for lack of memory. The code 137 alone does not say so: it also
     * follows a stop that took too long.
     *
     * @return true if the runtime says so
     */
    public boolean isOutOfMemory() {
      return "OOMKilled".equals(reason);
    }
  }

  /**
   * Returns what the state means.
   *
   * @return a status; a container that is stuck before it ran has failed
   */
  public RunStatus status() {
    if (terminated != null) {
      return status(terminated);
    }
    if (running != null) {
      return RunStatus.of(Outcome.RUNNING, null, null).between(running.startedAt(), null);
    }
    if (waiting == null) {
      return RunStatus.of(Outcome.PENDING, null, null);
    }
    Outcome outcome = waiting.isStuck() ? Outcome.FAILED : Outcome.PENDING;
    return RunStatus.of(outcome, waiting.reason(), waiting.message());
  }

  private static RunStatus status(Terminated ended) {
    ExitCode exit = ended.exit();
    Outcome outcome =
        exit.isSuccess()
            ? Outcome.SUCCEEDED
            : "DeadlineExceeded".equals(ended.reason()) ? Outcome.TIMED_OUT : Outcome.FAILED;
    String reason =
        ended.reason() == null && exit.isNotStarted() ? "ContainerCannotRun" : ended.reason();
    String message = ended.message() == null ? exit.meaning() : ended.message();
    return RunStatus.of(outcome, reason, message).between(ended.startedAt(), ended.finishedAt());
  }
}
