package io.kubernaut.health.checks;

import io.kubernaut.health.checks.internal.JsonText;
import io.kubernaut.types.health.CheckResult;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.schema.RawJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Says a report in the standard body, {@code application/health+json}. */
final class HealthDocument {

  private HealthDocument() {}

  static HealthReport of(Report report, String version, Instant now) {
    HealthReport.Builder document =
        HealthReport.builder(report.status()).service(report.service(), report.toString());
    if (!version.isEmpty()) {
      document.version(version, version);
    }
    if (!report.causes().isEmpty()) {
      document.output(
          report.causes().stream()
              .limit(10)
              .map(Cause::toString)
              .collect(Collectors.joining("; ")));
    }
    report.checks().values().forEach(state -> document.check(state.name(), result(state, now)));
    report.groups().values().forEach(group -> document.note(note(group)));
    return document.build();
  }

  private static String note(GroupState group) {
    return "group %s: %s, %d of 100".formatted(group.name(), group.status(), group.score());
  }

  static CheckResult result(CheckState state, Instant now) {
    Instant looked = state.time();
    CheckResult.Builder result =
        CheckResult.builder(state.status(), looked == null ? now : looked)
            .component("component", state.name())
            .criticality(state.check().criticality())
            .score(state.score(), state.confidence(now))
            .took(state.took())
            .impactedBy(state.impactedBy());
    state
        .outcome()
        .measurement()
        .ifPresent(measured -> result.observed(measured.value(), measured.unit()));
    if (!state.message().isEmpty()) {
      result.output(state.message());
    }
    return withDetails(result.build(), state.outcome().details());
  }

  /** Details are fields of their own, which the body allows for. */
  private static CheckResult withDetails(CheckResult plain, Map<String, String> details) {
    if (details.isEmpty()) {
      return plain;
    }
    Map<String, RawJson> extra = new LinkedHashMap<>();
    StringBuilder json = new StringBuilder("{");
    details.forEach(
        (name, value) -> {
          json.append(json.length() == 1 ? "" : ",");
          JsonText.quote(json, name);
          json.append(':');
          JsonText.quote(json, value);
        });
    extra.put("details", RawJson.of(json.append('}').toString()));
    return new CheckResult(
        plain.componentId(),
        plain.componentType(),
        plain.observedValue(),
        plain.observedUnit(),
        plain.status(),
        plain.affectedEndpoints(),
        plain.time(),
        plain.output(),
        plain.links(),
        plain.criticality(),
        plain.score(),
        plain.confidence(),
        plain.took(),
        plain.impactedBy(),
        extra);
  }
}
