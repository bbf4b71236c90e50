package io.kubernaut.health.checks;

import io.kubernaut.types.health.HealthStatus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells causes from followers, for all checks at one moment.
 *
 * <p>A check has its <i>own</i> status, by its results, and an <i>effective</i> one: the worst of
 * its own and of what its dependencies pass on. A required dependency passes on its effective
 * status; one that is only used, or is optional, passes on DEGRADED at the most. So the effective
 * status of a check is monotone in everything below it: improving a child never worsens a parent.
 *
 * <p>A dependency <i>explains</i> a check if what it passes on is at least as bad as the check's
 * own status, and not UP. A check with an explanation is a follower, whatever it says itself; one
 * that is not UP and has none is a cause. Each follower's causes are those of the dependencies that
 * explain it, so every trouble leads down to at least one cause, and a fault at the bottom of a
 * graph is one cause however much stands on it.
 *
 * <p>When there are several, they are ranked: the worst status first, then optional after required,
 * then the most critical, then the one with the most followers, then the one that failed first,
 * then by name. The first one is <i>the</i> root cause.
 *
 * <p>Time and space are O((V + E) · C / 64) for C causes; none of it is done when reading.
 */
final class Diagnosis {

  private static final int MOST_CAUSES_NAMED = 16;
  private static final int LONGEST_PATH = 32;

  private final Graph graph;
  private final List<? extends Standing> standings;
  private final HealthStatus[] effective;
  private final @Nullable BitSet[] causesOf;
  private final List<Integer> causes = new ArrayList<>();
  private final int[] followers;
  private final List<Integer> ranked;

  /** What is known of one check itself. */
  interface Standing {

    /** Its own status. */
    HealthStatus own();

    /** Since when it has it, in nanoseconds of any origin. */
    long ownSince();
  }

  private Diagnosis(Graph graph, List<? extends Standing> standings) {
    this.graph = graph;
    this.standings = standings;
    this.effective = new HealthStatus[graph.size()];
    this.causesOf = new BitSet[graph.size()];
    for (int number = 0; number < graph.size(); number++) {
      look(number);
    }
    this.followers = new int[causes.size()];
    countFollowers();
    this.ranked = ranked();
  }

  /** Looks at all checks; the standings are in the order of the graph. */
  static Diagnosis of(Graph graph, List<? extends Standing> standings) {
    return new Diagnosis(graph, standings);
  }

  private void look(int number) {
    HealthStatus own = standings.get(number).own();
    HealthStatus worst = own;
    BitSet found = null;
    for (boolean required : new boolean[] {true, false}) {
      for (int other : required ? graph.required(number) : graph.used(number)) {
        HealthStatus passed = passedOn(other, required);
        worst = worst.or(passed);
        if (passed != HealthStatus.UP && passed.compareTo(own) >= 0) {
          found = union(found, causesOf[other]);
        }
      }
    }
    effective[number] = worst;
    causesOf[number] = found == null && own != HealthStatus.UP ? newCause(number) : found;
  }

  private HealthStatus passedOn(int other, boolean required) {
    return required && !graph.check(other).isOptional()
        ? effective[other]
        : Rollup.atMostDegraded(effective[other]);
  }

  private static BitSet union(@Nullable BitSet before, @Nullable BitSet more) {
    BitSet all = before == null ? new BitSet() : before;
    if (more != null) {
      all.or(more);
    }
    return all;
  }

  private BitSet newCause(int number) {
    BitSet itself = new BitSet();
    itself.set(causes.size());
    causes.add(number);
    return itself;
  }

  private void countFollowers() {
    for (BitSet found : causesOf) {
      if (found != null) {
        found.stream().forEach(cause -> followers[cause]++);
      }
    }
    for (int cause = 0; cause < followers.length; cause++) {
      followers[cause]--; // itself
    }
  }

  private List<Integer> ranked() {
    List<Integer> all = new ArrayList<>();
    for (int cause = 0; cause < causes.size(); cause++) {
      all.add(cause);
    }
    all.sort(
        Comparator.comparing((Integer cause) -> own(cause), Comparator.reverseOrder())
            .thenComparing(cause -> check(cause).isOptional())
            .thenComparing(cause -> check(cause).criticality())
            .thenComparing(cause -> followers[cause], Comparator.reverseOrder())
            .thenComparing(cause -> standings.get(causes.get(cause)).ownSince())
            .thenComparing(cause -> check(cause).name()));
    return Collections.unmodifiableList(all);
  }

  private HealthStatus own(int cause) {
    return standings.get(causes.get(cause)).own();
  }

  private HealthCheck check(int cause) {
    return graph.check(causes.get(cause));
  }

  // Reading

  HealthStatus effective(int number) {
    return effective[number];
  }

  /** The numbers of the checks that are causes, the root cause first. */
  List<Integer> causes() {
    return ranked.stream().map(causes::get).toList();
  }

  /** How many checks follow a cause, by its rank. */
  int followers(int rank) {
    return followers[ranked.get(rank)];
  }

  /**
   * The checks that this one only follows: its causes by rank, then the way from the first of them
   * up to this one. Empty if it is well, or its own cause.
   */
  List<String> impactedBy(int number) {
    BitSet found = causesOf[number];
    if (found == null || isItself(found, number)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    int first = -1;
    for (int rank = 0; rank < ranked.size() && names.size() < MOST_CAUSES_NAMED; rank++) {
      int cause = ranked.get(rank);
      if (found.get(cause)) {
        first = first < 0 ? cause : first;
        names.add(check(cause).name());
      }
    }
    way(first, number).stream().filter(name -> !names.contains(name)).forEach(names::add);
    return Collections.unmodifiableList(names);
  }

  private boolean isItself(BitSet found, int number) {
    int only = found.nextSetBit(0);
    return only >= 0 && causes.get(only) == number;
  }

  /** From a cause (exclusive) up to a follower (exclusive). */
  private List<String> way(int cause, int follower) {
    List<String> way = new ArrayList<>();
    int at = follower;
    while (at >= 0 && way.size() < LONGEST_PATH) {
      at = below(cause, at);
      if (at >= 0 && at != causes.get(cause)) {
        way.add(graph.check(at).name());
      }
    }
    Collections.reverse(way);
    return way;
  }

  private int below(int cause, int number) {
    if (number == causes.get(cause)) {
      return -1;
    }
    for (boolean required : new boolean[] {true, false}) {
      for (int other : required ? graph.required(number) : graph.used(number)) {
        BitSet found = causesOf[other];
        if (found != null && found.get(cause) && explains(other, number, required)) {
          return other;
        }
      }
    }
    return -1;
  }

  private boolean explains(int other, int number, boolean required) {
    HealthStatus passed = passedOn(other, required);
    return passed != HealthStatus.UP && passed.compareTo(standings.get(number).own()) >= 0;
  }
}
