package io.kubernaut.types.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a question to a person stands. */
public enum ApprovalState implements State<ApprovalState> {
  /** Nobody has answered. */
  @JsonProperty("Pending")
  PENDING,
  /** It may be done. */
  @JsonProperty("Approved")
  APPROVED,
  /** It must not be done. */
  @JsonProperty("Rejected")
  REJECTED,
  /** Nobody answered in time. */
  @JsonProperty("Expired")
  EXPIRED,
  /** It is no longer asked. */
  @JsonProperty("Withdrawn")
  WITHDRAWN;

  @Override
  public Set<ApprovalState> next() {
    Set<ApprovalState> next =
        switch (this) {
          case PENDING -> EnumSet.of(APPROVED, REJECTED, EXPIRED, WITHDRAWN);
          case APPROVED, REJECTED, EXPIRED, WITHDRAWN -> EnumSet.noneOf(ApprovalState.class);
        };
    return Collections.unmodifiableSet(next);
  }
}
