package io.kubernaut.types.kubernetes;

/**
 * Anything that has a kind: what the Kubernetes API serves. Fields that are not typed here are kept
 * and written again as they came. Read with {@link Manifests}.
 */
public sealed interface KubernetesObject
    permits Pod,
        Deployment,
        Service,
        EndpointSlice,
        Lease,
        Event,
        HorizontalPodAutoscaler,
        NetworkPolicy,
        AuthorizationPolicy,
        Job,
        PipelineRun,
        RemediationRequest,
        SignalProcessing,
        AiAnalysis,
        AgentSession,
        InvestigationSession,
        RemediationApprovalRequest,
        WorkflowExecution,
        EffectivenessAssessment,
        NotificationRequest,
        RemediationWorkflow,
        ActionType,
        KubernautInstallation,
        OtherObject {

  /**
   * Returns the API's group and version.
   *
   * @return for example {@code apps/v1}; the core group has no name, as in {@code v1}
   */
  String apiVersion();

  /**
   * Returns the kind.
   *
   * @return for example {@code Deployment}
   */
  String kind();

  /**
   * Returns the name and what else all objects have.
   *
   * @return the metadata
   */
  ObjectMeta metadata();

  /**
   * Returns the API's group.
   *
   * @return the part before the {@code /}; empty for the core group
   */
  default String group() {
    int slash = apiVersion().indexOf('/');
    return slash < 0 ? "" : apiVersion().substring(0, slash);
  }
}
