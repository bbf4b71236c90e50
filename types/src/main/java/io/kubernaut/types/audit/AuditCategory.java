package io.kubernaut.types.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which business domain an audit event belongs to. The list is closed: 14 categories. */
public enum AuditCategory {
  /** Signals that come in. */
  @JsonProperty("gateway")
  GATEWAY,
  /** Messages to people. */
  @JsonProperty("notification")
  NOTIFICATION,
  /** Analyses and the decisions on them. */
  @JsonProperty("analysis")
  ANALYSIS,
  /** What the agent asks models and tools. */
  @JsonProperty("aiagent")
  AIAGENT,
  /** Enriching and classifying of signals. */
  @JsonProperty("signalprocessing")
  SIGNALPROCESSING,
  /** The catalogue of workflows. */
  @JsonProperty("workflow")
  WORKFLOW,
  /** Workflows that run. */
  @JsonProperty("workflowexecution")
  WORKFLOWEXECUTION,
  /** The life of a remediation. */
  @JsonProperty("orchestration")
  ORCHESTRATION,
  /** Requests for approval. */
  @JsonProperty("approval")
  APPROVAL,
  /** How well a remediation worked. */
  @JsonProperty("effectiveness")
  EFFECTIVENESS,
  /** The catalogue of actions. */
  @JsonProperty("actiontype")
  ACTIONTYPE,
  /** Requests from outside. */
  @JsonProperty("apifrontend")
  APIFRONTEND,
  /** Access and its denial. */
  @JsonProperty("security")
  SECURITY,
  /** Sessions of the agent. */
  @JsonProperty("agentsession")
  AGENTSESSION
}
