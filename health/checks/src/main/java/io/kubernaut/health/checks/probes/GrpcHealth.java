package io.kubernaut.health.checks.probes;

import io.kubernaut.health.checks.CheckState;
import io.kubernaut.health.checks.GroupState;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.Report;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.health.ProbeKind;
import java.util.Optional;

/**
 * The answers of the gRPC health protocol, {@code grpc.health.v1.Health}, for a host that serves
 * gRPC: it passes the {@code service} of the request in and this name out.
 *
 * <p>Safe for any thread; never blocks.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/health-checking.md">GRPC Health
 *     Checking Protocol</a>
 */
public final class GrpcHealth {

  private final Health health;

  private GrpcHealth(Health health) {
    this.health = health;
  }

  /** The names and numbers of {@code HealthCheckResponse.ServingStatus}. */
  public enum ServingStatus {
    /** Nobody knows. */
    UNKNOWN(0),
    /** It serves, with or without concerns. */
    SERVING(1),
    /** It does not serve. */
    NOT_SERVING(2),
    /** There is no service of that name; a {@code Check} answers NOT_FOUND instead. */
    SERVICE_UNKNOWN(3);

    private final int number;

    ServingStatus(int number) {
      this.number = number;
    }

    /**
     * Returns the number on the wire.
     *
     * @return 0 to 3
     */
    public int number() {
      return number;
    }

    static ServingStatus of(HealthStatus status) {
      return switch (status) {
        case UP, DEGRADED -> SERVING;
        case UNKNOWN -> UNKNOWN;
        case DOWN -> NOT_SERVING;
      };
    }
  }

  /**
   * Returns the answers for a service.
   *
   * @param health how it is
   * @return the answers
   */
  public static GrpcHealth of(Health health) {
    return new GrpcHealth(health);
  }

  /**
   * Answers a request.
   *
   * @param service empty for the server as a whole, which is its readiness; {@code liveness},
   *     {@code readiness} or {@code startup}; else the name of a group or of a check
   * @return the status
   */
  public ServingStatus check(String service) {
    return switch (service) {
      case "", "readiness" -> probe(ProbeKind.READINESS);
      case "liveness" -> probe(ProbeKind.LIVENESS);
      case "startup" -> probe(ProbeKind.STARTUP);
      default -> named(service);
    };
  }

  private ServingStatus probe(ProbeKind kind) {
    return health.probe(kind).isPassed() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  private ServingStatus named(String service) {
    Report report = health.report();
    return Optional.ofNullable(report.groups().get(service))
        .map(GroupState::status)
        .or(() -> report.find(service).map(CheckState::status))
        .map(ServingStatus::of)
        .orElse(ServingStatus.SERVICE_UNKNOWN);
  }
}
