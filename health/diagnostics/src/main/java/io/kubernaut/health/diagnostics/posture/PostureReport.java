package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import io.kubernaut.types.compliance.ControlFinding;
import io.kubernaut.types.compliance.ControlFinding.State;
import io.kubernaut.types.health.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How safely a service is set up.
 *
 * <p>The score is 100 less 40 for each critical weakness, 20 for each high one, 10 for each warning
 * and 2 for each note, and never less than 0: another weakness never makes it better.
 *
 * @param time when it was looked at
 * @param checks what was looked at, with what was found
 */
public record PostureReport(Instant time, List<Checked> checks) {

  private static final int FULL = 100;

  /**
   * Copies the list.
   *
   * @param time when it was looked at
   * @param checks what was looked at
   */
  public PostureReport {
    checks = List.copyOf(checks);
  }

  /**
   * One thing that was looked at.
   *
   * @param kind what kind of weakness it could have
   * @param subject what it is
   * @param controls the controls it touches
   * @param findings what is wrong; nothing if all is well
   */
  public record Checked(
      String kind, String subject, List<String> controls, List<Finding> findings) {

    /**
     * Copies the lists.
     *
     * @param kind what kind of weakness it could have
     * @param subject what it is
     * @param controls the controls it touches
     * @param findings what is wrong
     */
    public Checked {
      controls = List.copyOf(controls);
      findings = List.copyOf(findings);
    }
  }

  static int scoreOf(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 0;
      case HIGH -> 25;
      case WARNING -> 60;
      case INFO -> 90;
    };
  }

  private static int penalty(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 40;
      case HIGH -> 20;
      case WARNING -> 10;
      case INFO -> 2;
    };
  }

  /**
   * Returns the score.
   *
   * @return from 0 to 100
   */
  public int score() {
    int lost = findings().stream().mapToInt(finding -> penalty(finding.severity())).sum();
    return Math.max(0, FULL - lost);
  }

  /**
   * Returns all that is wrong.
   *
   * @return the worst first
   */
  public List<Finding> findings() {
    return checks.stream()
        .flatMap(check -> check.findings().stream())
        .sorted(java.util.Comparator.comparing(Finding::severity))
        .toList();
  }

  /**
   * Returns which controls are kept to, as far as was looked.
   *
   * @return a finding for each control that a check touches, by its id as OSCAL writes it
   */
  public List<ControlFinding> controls() {
    Map<String, List<Checked>> touching = new TreeMap<>();
    for (Checked check : checks) {
      check
          .controls()
          .forEach(id -> touching.computeIfAbsent(id, first -> new ArrayList<>()).add(check));
    }
    return touching.entrySet().stream()
        .map(each -> control(each.getKey(), each.getValue()))
        .toList();
  }

  private ControlFinding control(String id, List<Checked> touching) {
    String broken =
        touching.stream()
            .flatMap(check -> check.findings().stream())
            .map(finding -> finding.subject() + ": " + finding.summary())
            .distinct()
            .collect(Collectors.joining("; "));
    String oscal = id.toLowerCase(Locale.ROOT);
    return new ControlFinding(
        "posture-" + oscal,
        oscal,
        broken.isEmpty() ? State.SATISFIED : State.NOT_SATISFIED,
        touching.stream().map(check -> check.kind() + ":" + check.subject()).distinct().toList(),
        broken.isEmpty() ? null : broken.substring(0, Math.min(4_000, broken.length())),
        time,
        Map.of());
  }

  /**
   * Returns it for people.
   *
   * @return several lines
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("Score ").append(score()).append(" of 100 at ").append(time).append('\n');
    for (Checked check : checks) {
      out.append(check.findings().isEmpty() ? "ok    " : "WEAK  ");
      out.append("%s %s %s%n".formatted(check.kind(), check.subject(), check.controls()));
      check.findings().forEach(finding -> out.append(line(finding)));
    }
    return out.toString();
  }

  private static String line(Finding finding) {
    return "      %s %s: %s %s%n"
        .formatted(finding.severity(), finding.subject(), finding.summary(), finding.remedies());
  }
}
