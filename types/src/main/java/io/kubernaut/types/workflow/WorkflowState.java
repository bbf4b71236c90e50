package io.kubernaut.types.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a workflow in the catalogue stands. */
public enum WorkflowState implements State<WorkflowState> {
  /** It is being written. */
  @JsonProperty("Draft")
  DRAFT,
  /** It may be run. */
  @JsonProperty("Active")
  ACTIVE,
  /** It is switched off. */
  @JsonProperty("Disabled")
  DISABLED,
  /** It may be run, and another is better. */
  @JsonProperty("Deprecated")
  DEPRECATED,
  /** It is kept, and never run again. */
  @JsonProperty("Archived")
  ARCHIVED;

  @Override
  public Set<WorkflowState> next() {
    Set<WorkflowState> next =
        switch (this) {
          case DRAFT -> EnumSet.of(ACTIVE, ARCHIVED);
          case ACTIVE -> EnumSet.of(DISABLED, DEPRECATED, ARCHIVED);
          case DISABLED -> EnumSet.of(ACTIVE, ARCHIVED);
          case DEPRECATED -> EnumSet.of(ACTIVE, ARCHIVED);
          case ARCHIVED -> EnumSet.noneOf(WorkflowState.class);
        };
    return Collections.unmodifiableSet(next);
  }

  /**
   * Tells whether it may be run.
   *
   * @return true if it is active or deprecated
   */
  public boolean isRunnable() {
    return this == ACTIVE || this == DEPRECATED;
  }
}
