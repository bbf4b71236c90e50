package io.kubernaut.types.container;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a run failed, in one vocabulary for all engines: that of Kubernaut's workflow executions. */
public enum FailureReason {
  /** More memory was needed than allowed. */
  @JsonProperty("OOMKilled")
  OUT_OF_MEMORY,
  /** It took longer than allowed. */
  @JsonProperty("DeadlineExceeded")
  DEADLINE_EXCEEDED,
  /** It was not permitted. */
  @JsonProperty("Forbidden")
  FORBIDDEN,
  /** A quota or a node was full. */
  @JsonProperty("ResourceExhausted")
  RESOURCE_EXHAUSTED,
  /** It was described wrongly, so it could not start. */
  @JsonProperty("ConfigurationError")
  CONFIGURATION_ERROR,
  /** The image could not be had. */
  @JsonProperty("ImagePullBackOff")
  IMAGE_PULL,
  /** A task ran and failed. */
  @JsonProperty("TaskFailed")
  TASK_FAILED,
  /** Nobody said why. */
  @JsonProperty("Unknown")
  UNKNOWN;

  private static final Map<String, FailureReason> BY_WORD =
      Map.ofEntries(
          Map.entry("OOMKilled", OUT_OF_MEMORY),
          Map.entry("DeadlineExceeded", DEADLINE_EXCEEDED),
          Map.entry("PipelineRunTimeout", DEADLINE_EXCEEDED),
          Map.entry("TaskRunTimeout", DEADLINE_EXCEEDED),
          Map.entry("Forbidden", FORBIDDEN),
          Map.entry("Evicted", RESOURCE_EXHAUSTED),
          Map.entry("ResourceExhausted", RESOURCE_EXHAUSTED),
          Map.entry("ExceededResourceQuota", RESOURCE_EXHAUSTED),
          Map.entry("ExceededNodeResources", RESOURCE_EXHAUSTED),
          Map.entry("OutOfcpu", RESOURCE_EXHAUSTED),
          Map.entry("OutOfmemory", RESOURCE_EXHAUSTED),
          Map.entry("ConfigurationError", CONFIGURATION_ERROR),
          Map.entry("CreateContainerConfigError", CONFIGURATION_ERROR),
          Map.entry("CreateContainerError", CONFIGURATION_ERROR),
          Map.entry("RunContainerError", CONFIGURATION_ERROR),
          Map.entry("ContainerCannotRun", CONFIGURATION_ERROR),
          Map.entry("StartError", CONFIGURATION_ERROR),
          Map.entry("CouldntGetPipeline", CONFIGURATION_ERROR),
          Map.entry("CouldntGetTask", CONFIGURATION_ERROR),
          Map.entry("InvalidPipelineResourceBindings", CONFIGURATION_ERROR),
          Map.entry("ParameterMissing", CONFIGURATION_ERROR),
          Map.entry("ParameterTypeMismatch", CONFIGURATION_ERROR),
          Map.entry("PipelineValidationFailed", CONFIGURATION_ERROR),
          Map.entry("FailedValidation", CONFIGURATION_ERROR),
          Map.entry("ImagePullBackOff", IMAGE_PULL),
          Map.entry("ErrImagePull", IMAGE_PULL),
          Map.entry("ErrImageNeverPull", IMAGE_PULL),
          Map.entry("InvalidImageName", IMAGE_PULL),
          Map.entry("TaskRunImagePullFailed", IMAGE_PULL),
          Map.entry("BackoffLimitExceeded", TASK_FAILED),
          Map.entry("PodFailurePolicy", TASK_FAILED),
          Map.entry("FailedIndexes", TASK_FAILED),
          Map.entry("MaxFailedIndexesExceeded", TASK_FAILED),
          Map.entry("CrashLoopBackOff", TASK_FAILED),
          Map.entry("Error", TASK_FAILED),
          Map.entry("Failed", TASK_FAILED),
          Map.entry("TaskFailed", TASK_FAILED));

  /**
   * Returns what a reason means that the kubelet, the job controller or Tekton gives.
   *
   * @param word for example {@code ErrImagePull}; null for none
   * @return the reason; {@code UNKNOWN} for a word that is not known
   */
  public static FailureReason of(@Nullable String word) {
    return word == null ? UNKNOWN : BY_WORD.getOrDefault(word, UNKNOWN);
  }
}
