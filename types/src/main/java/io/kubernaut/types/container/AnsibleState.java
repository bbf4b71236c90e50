package io.kubernaut.types.container;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states of a job in AWX and the Ansible Automation Platform, and of ansible-runner. */
public enum AnsibleState {
  /** Known, and not yet queued. */
  @JsonProperty("new")
  NEW(Outcome.PENDING),
  /** Queued. */
  @JsonProperty("pending")
  PENDING(Outcome.PENDING),
  /** Waits for a node. */
  @JsonProperty("waiting")
  WAITING(Outcome.PENDING),
  /** The runner prepares itself. */
  @JsonProperty("starting")
  STARTING(Outcome.PENDING),
  /** Plays. */
  @JsonProperty("running")
  RUNNING(Outcome.RUNNING),
  /** Every task succeeded. */
  @JsonProperty("successful")
  SUCCESSFUL(Outcome.SUCCEEDED),
  /** A task failed. */
  @JsonProperty("failed")
  FAILED(Outcome.FAILED),
  /** The play could not run. */
  @JsonProperty("error")
  ERROR(Outcome.FAILED),
  /** It took too long. */
  @JsonProperty("timeout")
  TIMEOUT(Outcome.TIMED_OUT),
  /** Somebody cancelled it. */
  @JsonProperty("canceled")
  CANCELED(Outcome.CANCELLED);

  private final Outcome outcome;

  AnsibleState(Outcome outcome) {
    this.outcome = outcome;
  }

  /**
   * Returns the state with a name.
   *
   * @param word for example {@code successful}
   * @return the state; empty if there is none
   */
  public static Optional<AnsibleState> of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  /**
   * Returns the state that a play ended in.
   *
   * @param exit what {@code ansible-playbook} ended with
   * @return {@code SUCCESSFUL} for 0, {@code FAILED} where hosts failed (2) or were not reached (3,
   *     4), {@code CANCELED} for an interrupt (99, 130), {@code ERROR} for anything else
   */
  public static AnsibleState of(ExitCode exit) {
    return switch (exit.value()) {
      case 0 -> SUCCESSFUL;
      case 2, 3, 4 -> FAILED;
      case 99, 130 -> CANCELED;
      default -> ERROR;
    };
  }

  /**
   * Returns what the state means.
   *
   * @param message what was said to people
   * @return a status
   */
  public RunStatus status(@Nullable String message) {
    String reason =
        switch (this) {
          case FAILED -> "TaskFailed";
          case ERROR -> "ConfigurationError";
          default -> name().toLowerCase(Locale.ROOT);
        };
    return RunStatus.of(outcome, reason, message);
  }
}
