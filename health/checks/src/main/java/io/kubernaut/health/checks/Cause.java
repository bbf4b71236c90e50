package io.kubernaut.health.checks;

import io.kubernaut.types.health.HealthStatus;
import java.time.Instant;

/**
 * A check that is in trouble by itself, and what follows it.
 *
 * @param check the name of the check
 * @param status how it is
 * @param since since when
 * @param message what is wrong, as the check says it
 * @param followers how many checks are impacted by it
 */
public record Cause(
    String check, HealthStatus status, Instant since, String message, int followers) {

  @Override
  public String toString() {
    String why = message.isEmpty() ? "" : " (" + message + ")";
    String more =
        switch (followers) {
          case 0 -> "";
          case 1 -> "; 1 check follows it";
          default -> "; " + followers + " checks follow it";
        };
    return "\"" + check + "\" is " + status + " since " + since + why + more;
  }
}
