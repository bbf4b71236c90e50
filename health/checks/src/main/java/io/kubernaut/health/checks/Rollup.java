package io.kubernaut.health.checks;

import io.kubernaut.types.Criticality;
import io.kubernaut.types.Decision;
import io.kubernaut.types.health.HealthStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a whole is, by how its members are: a group by its checks, a service by all checks, a
 * platform by its services. The same rules at each level.
 *
 * <p><b>Status.</b> Each member contributes, and the worst contribution is the status:
 *
 * <table>
 *   <caption>What a member contributes</caption>
 *   <tr><th>member<th>UP<th>DEGRADED<th>UNKNOWN<th>DOWN
 *   <tr><td>critical or high<td>UP<td>DEGRADED<td>UNKNOWN<td>DOWN
 *   <tr><td>medium<td>UP<td>DEGRADED<td>DEGRADED<td>DEGRADED
 *   <tr><td>low<td>UP<td>UP<td>UP<td>DEGRADED
 *   <tr><td>optional (of any criticality)<td colspan="4">as above, but never worse than DEGRADED
 * </table>
 *
 * <p>Besides, the whole is DOWN when required members with half of the weight of all required
 * members are DOWN: many small losses are a big one. Weights are 8, 4, 2 and 1, from critical to
 * low. A whole without members is UP.
 *
 * <p><b>Score.</b> The weighted mean of the members' scores, and never above what goes with the
 * status: 100 when UP, 89 when DEGRADED, 59 when UNKNOWN, 49 when DOWN.
 *
 * <p>When a member becomes better, the whole never becomes worse, neither in status nor in score.
 * Immutable; safe for any thread.
 */
public final class Rollup {

  private final List<Member> members;
  private final HealthStatus status;
  private final int score;
  private final boolean majorityDown;

  /**
   * A part of a whole.
   *
   * @param name what it is called
   * @param status how it is
   * @param criticality how much depends on it
   * @param optional whether the whole is at most degraded by it
   * @param score how good it is, from 0 to 100
   */
  public record Member(
      String name, HealthStatus status, Criticality criticality, boolean optional, int score) {

    /**
     * Returns what it contributes to the status of the whole.
     *
     * @return by the table of {@link Rollup}
     */
    public HealthStatus contribution() {
      HealthStatus contributed =
          switch (criticality) {
            case CRITICAL, HIGH -> status;
            case MEDIUM -> atMostDegraded(status);
            case LOW -> status == HealthStatus.DOWN ? HealthStatus.DEGRADED : HealthStatus.UP;
          };
      return optional ? atMostDegraded(contributed) : contributed;
    }

    int weight() {
      return Rollup.weight(criticality);
    }
  }

  private Rollup(Collection<Member> members) {
    this.members = List.copyOf(members);
    this.majorityDown = isMajorityDown();
    HealthStatus worst = majorityDown ? HealthStatus.DOWN : HealthStatus.UP;
    for (Member member : this.members) {
      worst = worst.or(member.contribution());
    }
    this.status = worst;
    this.score = Math.min(mean(), highestScore(worst));
  }

  /**
   * Rolls members up.
   *
   * @param members the parts
   * @return the whole
   */
  public static Rollup of(Collection<Member> members) {
    return new Rollup(members);
  }

  static HealthStatus atMostDegraded(HealthStatus status) {
    return status.compareTo(HealthStatus.DEGRADED) > 0 ? HealthStatus.DEGRADED : status;
  }

  static int weight(Criticality criticality) {
    return switch (criticality) {
      case CRITICAL -> 8;
      case HIGH -> 4;
      case MEDIUM -> 2;
      case LOW -> 1;
    };
  }

  /** The best score that goes with a status. */
  static int highestScore(HealthStatus status) {
    return switch (status) {
      case UP -> 100;
      case DEGRADED -> 89;
      case UNKNOWN -> 59;
      case DOWN -> 49;
    };
  }

  private boolean isMajorityDown() {
    long all = 0;
    long down = 0;
    for (Member member : members) {
      if (!member.optional()) {
        all += member.weight();
        down += member.status() == HealthStatus.DOWN ? member.weight() : 0;
      }
    }
    return down > 0 && 2 * down >= all;
  }

  private int mean() {
    long weights = 0;
    long sum = 0;
    for (Member member : members) {
      weights += member.weight();
      sum += (long) member.weight() * member.score();
    }
    return weights == 0 ? 100 : (int) (sum / weights);
  }

  /**
   * Returns how the whole is.
   *
   * @return the status
   */
  public HealthStatus status() {
    return status;
  }

  /**
   * Returns how good the whole is.
   *
   * @return from 0 to 100
   */
  public int score() {
    return score;
  }

  /**
   * Says why the status is what it is.
   *
   * @param whole what the whole is called
   * @param now the time of the decision
   * @return the decision, with the members that made it as evidence
   */
  public Decision explain(String whole, Instant now) {
    List<Member> deciding =
        members.stream()
            .filter(member -> member.contribution() != HealthStatus.UP)
            .sorted(
                Comparator.comparing(Member::contribution)
                    .reversed()
                    .thenComparing(Member::criticality)
                    .thenComparing(Member::name))
            .toList();
    Map<String, String> evidence = new LinkedHashMap<>();
    deciding.stream().limit(20).forEach(member -> evidence.put(member.name(), evidence(member)));
    return new Decision(
        "health.rollup", whole, status.name(), List.of(), reason(deciding), evidence, now);
  }

  private static String evidence(Member member) {
    return "%s, %s%s, contributes %s"
        .formatted(
            member.status(),
            member.criticality().name().toLowerCase(java.util.Locale.ROOT),
            member.optional() ? ", optional" : "",
            member.contribution());
  }

  private String reason(List<Member> deciding) {
    if (deciding.isEmpty()) {
      return "No member of %d contributes anything but UP.".formatted(members.size());
    }
    Member first = deciding.get(0);
    return majorityDown && first.contribution() != HealthStatus.DOWN
        ? "Required members with half of the weight are DOWN."
        : "\"%s\" is %s and contributes %s; no member contributes worse."
            .formatted(first.name(), first.status(), first.contribution());
  }

  @Override
  public String toString() {
    return "Rollup[" + status + " " + score + " of " + members.size() + "]";
  }
}
