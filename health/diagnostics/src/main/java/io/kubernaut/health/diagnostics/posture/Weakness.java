package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import io.kubernaut.types.health.Finding;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that is not safe.
 *
 * @param subject what it is about: a host, a file's name, a setting's key; never a secret's value
 * @param severity how bad it is
 * @param confidence how sure it is, from 0 to 1
 * @param summary what is wrong, in a sentence
 * @param evidence the facts it rests on, by name; at least one
 * @param remedy what to do
 */
public record Weakness(
    String subject,
    Severity severity,
    double confidence,
    String summary,
    Map<String, String> evidence,
    String remedy) {

  /**
   * Copies the evidence.
   *
   * @param subject what it is about
   * @param severity how bad it is
   * @param confidence how sure it is, from 0 to 1
   * @param summary what is wrong
   * @param evidence the facts it rests on
   * @param remedy what to do
   */
  public Weakness {
    evidence = Map.copyOf(new LinkedHashMap<>(evidence));
  }

  static Weakness certain(
      String subject, Severity severity, String summary, String fact, String seen, String remedy) {
    return new Weakness(subject, severity, 1, summary, Map.of(fact, seen), remedy);
  }

  Finding finding(String kind, List<String> controls, Instant time) {
    return new Finding(
        kind,
        subject,
        severity,
        PostureReport.scoreOf(severity),
        confidence,
        summary,
        evidence.entrySet().stream()
            .map(fact -> Finding.Fact.of(fact.getKey(), fact.getValue()))
            .toList(),
        List.of(remedy),
        controls,
        time,
        Map.of());
  }
}
