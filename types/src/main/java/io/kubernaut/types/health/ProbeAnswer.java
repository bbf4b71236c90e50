package io.kubernaut.types.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import java.util.Optional;

/**
 * Reads what a service answered to a probe, whatever it speaks: the health body, the body of
 * Kubernaut's services, a problem document, or plain text such as {@code ok}.
 *
 * <pre>{@code
 * HealthReport report = ProbeAnswer.read(503, body);
 * report.status();      // down
 * report.output();      // "redis unhealthy"
 * }</pre>
 *
 * <p>The body counts only as far as the HTTP status allows: an answer outside of 200 to 399 is
 * never better than down, as probes of Kubernetes see it.
 */
public final class ProbeAnswer {

  private static final int MOST_TEXT = 200;

  private ProbeAnswer() {}

  /**
   * Reads an answer. Never fails: of a body that is none of these, the start stands in {@link
   * HealthReport#output()}, and the HTTP status alone counts. A body that has a status, but no
   * known one or not the form that goes with it, is {@link HealthStatus#UNKNOWN} at best.
   *
   * @param httpStatus the HTTP status
   * @param body the body, which may be empty
   * @return a report whose status is what the answer says
   */
  public static HealthReport read(int httpStatus, byte[] body) {
    HealthStatus status =
        httpStatus >= 200 && httpStatus < 400 ? HealthStatus.UP : HealthStatus.DOWN;
    return tree(body)
        .filter(JsonNode::isObject)
        .flatMap(tree -> document(tree, body))
        .map(report -> atBest(status, report))
        .orElseGet(() -> text(status, new String(body, UTF_8)));
  }

  private static Optional<JsonNode> tree(byte[] body) {
    try {
      return Optional.of(RawJson.of(new String(body, UTF_8)).node());
    } catch (IllegalArgumentException ignored) {
      // Plain text, then.
      return Optional.empty();
    }
  }

  private static Optional<HealthReport> document(JsonNode tree, byte[] body) {
    if (!tree.path("status").isTextual()) {
      return problem(tree);
    }
    return read(Codecs.json(HealthReport.class), body)
        .or(() -> read(Codecs.json(ServiceHealth.class), body).map(ServiceHealth::toReport));
  }

  private static <T> Optional<T> read(Codec<T> codec, byte[] body) {
    try {
      return Optional.of(codec.read(body));
    } catch (InvalidDocumentException ignored) {
      // It speaks something else.
      return Optional.empty();
    }
  }

  private static Optional<HealthReport> problem(JsonNode tree) {
    JsonNode said = tree.path(tree.hasNonNull("detail") ? "detail" : "title");
    return said.isTextual()
        ? Optional.of(text(HealthStatus.UP, said.textValue()))
        : Optional.empty();
  }

  private static HealthReport text(HealthStatus status, String text) {
    String brief = text.strip();
    if (brief.isEmpty() || brief.equalsIgnoreCase("ok")) {
      return HealthReport.builder(status).build();
    }
    return HealthReport.builder(status)
        .output(brief.length() <= MOST_TEXT ? brief : brief.substring(0, MOST_TEXT) + "…")
        .build();
  }

  private static HealthReport atBest(HealthStatus status, HealthReport report) {
    return new HealthReport(
        report.status().or(status),
        report.version(),
        report.releaseId(),
        report.notes(),
        report.output(),
        report.serviceId(),
        report.description(),
        report.checks(),
        report.links(),
        report.extra());
  }
}
