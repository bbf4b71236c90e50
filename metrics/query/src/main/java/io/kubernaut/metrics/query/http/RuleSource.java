package io.kubernaut.metrics.query.http;

import io.kubernaut.metrics.store.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the API reads what rules there are and how they fare. Safe for any thread. */
@FunctionalInterface
public interface RuleSource {

  /** There are no rules. */
  RuleSource NONE = List::of;

  /**
   * Returns all groups as they are now.
   *
   * @return the groups in their order
   */
  List<Group> groups();

  /**
   * Rules that are evaluated together, one after the other.
   *
   * @param name its name
   * @param file where it was read
   * @param interval how often it is evaluated
   * @param limit the most series of a rule, 0 for any number
   * @param rules its rules
   * @param last its last evaluation
   */
  record Group(
      String name, String file, Duration interval, int limit, List<Rule> rules, Evaluation last) {

    /**
     * Copies the parts.
     *
     * @param name its name
     * @param file where it was read
     * @param interval how often it is evaluated
     * @param limit the most series of a rule, 0 for any number
     * @param rules its rules
     * @param last its last evaluation
     */
    public Group {
      rules = List.copyOf(rules);
    }
  }

  /**
   * When something was evaluated and how it went.
   *
   * @param at when it began; {@link Instant#EPOCH} if never
   * @param took how long
   * @param error what went wrong, if anything did
   */
  record Evaluation(Instant at, Duration took, Optional<String> error) {

    /** It was not evaluated yet. */
    public static final Evaluation NEVER =
        new Evaluation(Instant.EPOCH, Duration.ZERO, Optional.empty());
  }

  /** A rule. */
  sealed interface Rule {

    /**
     * Returns its name.
     *
     * @return the metric it records, or the name of the alert
     */
    String name();
  }

  /**
   * A rule that records the result of a query as a new metric.
   *
   * @param name the metric
   * @param query the query
   * @param labels labels added to the result
   * @param last its last evaluation
   */
  record Recording(String name, String query, Labels labels, Evaluation last) implements Rule {}

  /**
   * A rule that alerts when a query has a result.
   *
   * @param name the name of the alert
   * @param query the query
   * @param heldFor how long it must have a result
   * @param keptFiring how long it fires on without one
   * @param labels labels added to the alerts
   * @param annotations texts for people
   * @param alerts those that are pending or firing
   * @param last its last evaluation
   */
  record Alerting(
      String name,
      String query,
      Duration heldFor,
      Duration keptFiring,
      Labels labels,
      Labels annotations,
      List<Alert> alerts,
      Evaluation last)
      implements Rule {

    /**
     * Copies the parts.
     *
     * @param name the name of the alert
     * @param query the query
     * @param heldFor how long it must have a result
     * @param keptFiring how long it fires on without one
     * @param labels labels added to the alerts
     * @param annotations texts for people
     * @param alerts those that are pending or firing
     * @param last its last evaluation
     */
    public Alerting {
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * An alert.
   *
   * @param labels what tells it apart
   * @param annotations texts for people
   * @param firing false while it is pending
   * @param activeAt since when the query has a result
   * @param value the last one
   */
  record Alert(Labels labels, Labels annotations, boolean firing, Instant activeAt, double value) {}
}
