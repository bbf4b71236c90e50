package io.kubernaut.health.checks.probes;

import io.kubernaut.core.http.Response;
import io.kubernaut.health.checks.CheckState;
import io.kubernaut.health.checks.Report;
import io.kubernaut.health.checks.internal.JsonText;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.schema.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** In whose words a report is said. */
enum Dialect {

  /** {@code application/health+json}. */
  STANDARD(HealthReport.MEDIA_TYPE) {
    @Override
    byte[] body(Report report, String version, Instant now) {
      return Codecs.json(HealthReport.class).write(report.document(version, now));
    }
  },

  /**
   * The body of Spring Boot's health endpoint. It has no word for DEGRADED in its standard list, so
   * that is UP with a detail.
   */
  SPRING("application/vnd.spring-boot.actuator.v3+json") {
    @Override
    byte[] body(Report report, String version, Instant now) {
      String components =
          report.checks().values().stream()
              .map(state -> JsonText.quoted(state.name()) + ":" + component(state))
              .collect(Collectors.joining(",", "{", "}"));
      return bytes(
          "{\"status\":\"%s\",\"components\":%s}".formatted(word(report.status()), components));
    }

    private String component(CheckState state) {
      return "{\"status\":\"%s\",\"details\":%s}".formatted(word(state.status()), details(state));
    }

    private String word(HealthStatus status) {
      return status == HealthStatus.DEGRADED ? "UP" : status.name();
    }
  },

  /** The body of MicroProfile Health, which knows UP and DOWN. */
  MICROPROFILE("application/json") {
    @Override
    byte[] body(Report report, String version, Instant now) {
      String checks =
          report.checks().values().stream()
              .map(this::check)
              .collect(Collectors.joining(",", "[", "]"));
      return bytes("{\"status\":\"%s\",\"checks\":%s}".formatted(word(report.status()), checks));
    }

    private String check(CheckState state) {
      return "{\"name\":%s,\"status\":\"%s\",\"data\":%s}"
          .formatted(JsonText.quoted(state.name()), word(state.status()), details(state));
    }

    private String word(HealthStatus status) {
      return status.isServing() ? "UP" : "DOWN";
    }
  };

  private final String mediaType;

  Dialect(String mediaType) {
    this.mediaType = mediaType;
  }

  static Optional<Dialect> named(String format) {
    return switch (format) {
      case "health", "json" -> Optional.of(STANDARD);
      case "spring" -> Optional.of(SPRING);
      case "microprofile" -> Optional.of(MICROPROFILE);
      default -> Optional.empty();
    };
  }

  abstract byte[] body(Report report, String version, Instant now);

  Response response(Report report, String version, Instant now) {
    return Response.bytes(mediaType, body(report, version, now))
        .withStatus(report.status().httpStatus())
        .withHeader("Cache-Control", "no-store");
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  static String details(CheckState state) {
    StringBuilder json = new StringBuilder("{\"health\":\"").append(state.status()).append('"');
    json.append(",\"score\":").append(state.score());
    append(json, "message", state.message());
    append(json, "impactedBy", String.join(", ", state.impactedBy()));
    for (Map.Entry<String, String> detail : state.outcome().details().entrySet()) {
      append(json, detail.getKey(), detail.getValue());
    }
    return json.append('}').toString();
  }

  private static void append(StringBuilder json, String name, String value) {
    if (!value.isEmpty() && !name.equals("health") && !name.equals("score")) {
      json.append(',');
      JsonText.quote(json, name);
      json.append(':');
      JsonText.quote(json, value);
    }
  }
}
