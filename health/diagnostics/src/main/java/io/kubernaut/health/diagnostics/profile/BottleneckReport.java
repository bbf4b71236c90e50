package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.types.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What held a service up during a while, the worst first.
 *
 * @param subject the service
 * @param start when the while began
 * @param window how long it was
 * @param samples how often all threads were looked at
 * @param activeThreads how many threads did or wanted something on average
 * @param ranking every cause, the one with the highest score first
 * @param overhead which share of the time the looking took, waits for a processor included: what it
 *     cost is less
 */
public record BottleneckReport(
    String subject,
    Instant start,
    Duration window,
    int samples,
    double activeThreads,
    List<Bottleneck> ranking,
    double overhead) {

  private static final double LEAST = 0.1;

  /**
   * Copies the list.
   *
   * @param subject the service
   * @param start when the while began
   * @param window how long it was
   * @param samples how often all threads were looked at
   * @param activeThreads how many threads did or wanted something on average
   * @param ranking every cause
   * @param overhead which share of the time the looking took, waits for a processor included: what
   *     it cost is less
   */
  public BottleneckReport {
    ranking = List.copyOf(ranking);
  }

  /**
   * Returns what to look at first.
   *
   * @return the cause with the highest score; empty if none reaches 10 %
   */
  public Optional<Bottleneck> first() {
    return ranking.stream().findFirst().filter(worst -> worst.score() >= LEAST);
  }

  /**
   * Says what was found, and why.
   *
   * @return the choice among the causes, with all numbers
   */
  public Decision explain() {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("active threads", "%.1f".formatted(activeThreads));
    evidence.put("samples", "%d in %s".formatted(samples, window));
    evidence.put("sampling overhead", "at most %.2f %% of a processor".formatted(100 * overhead));
    for (Bottleneck each : ranking) {
      each.evidence().forEach((name, value) -> evidence.put(each.cause() + ": " + name, value));
    }
    return new Decision(
        "diagnostics.bottleneck",
        subject,
        first().map(worst -> worst.cause().name()).orElse("none"),
        ranking.stream().skip(first().isPresent() ? 1 : 0).map(b -> b.cause().name()).toList(),
        reason(),
        evidence,
        start.plus(window));
  }

  private String reason() {
    String scores =
        ranking.stream()
            .map(each -> "%s %.0f %%".formatted(each.cause(), 100 * each.score()))
            .collect(Collectors.joining(", "));
    return first()
        .map(
            worst ->
                "%s holds up %.1f threads; scores: %s"
                    .formatted(worst.cause(), worst.threads(), scores))
        .orElse("Nothing holds the service up; scores: " + scores);
  }
}
