package io.kubernaut.types.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.container.AnsibleState;
import io.kubernaut.types.container.Outcome;
import io.kubernaut.types.container.RunStatus;
import io.kubernaut.types.kubernetes.Job;
import io.kubernaut.types.kubernetes.KubernetesObject;
import io.kubernaut.types.kubernetes.PipelineRun;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What runs a workflow. */
public enum Engine {
  /** Tekton: a {@code PipelineRun}. */
  @JsonProperty("tekton")
  TEKTON,
  /** Kubernetes: a {@code Job}. */
  @JsonProperty("job")
  JOB,
  /** AWX or the Ansible Automation Platform: a job there. */
  @JsonProperty("ansible")
  ANSIBLE;

  /**
   * Returns what became of a run in the cluster.
   *
   * @param run the {@code PipelineRun} or {@code Job}
   * @return its status
   * @throws IllegalArgumentException if it is no run of this engine
   */
  public RunStatus status(KubernetesObject run) {
    if (this == TEKTON && run instanceof PipelineRun pipeline) {
      return pipeline.run();
    }
    if (this == JOB && run instanceof Job job) {
      return job.run();
    }
    throw new IllegalArgumentException(
        "A %s of %s is no run of the engine %s. Give its own kind of run."
            .formatted(run.kind(), run.apiVersion(), name().toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns what became of a job of Ansible.
   *
   * @param word the state, for example {@code successful}
   * @param message what was said to people
   * @return its status; unknown for a word that is not known
   */
  public static RunStatus ansible(String word, @Nullable String message) {
    return AnsibleState.of(word)
        .map(state -> state.status(message))
        .orElseGet(() -> RunStatus.of(Outcome.UNKNOWN, word, message));
  }
}
