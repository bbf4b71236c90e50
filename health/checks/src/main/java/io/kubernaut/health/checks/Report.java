package io.kubernaut.health.checks;

import io.kubernaut.types.Decision;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.health.HealthStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a service is at one moment, and why. Immutable: it was put together in the background, and
 * reading it computes nothing.
 */
public final class Report {

  private static final int MOST_NAMED = 20;

  private final String service;
  private final Instant time;
  private final long number;
  private final Map<String, CheckState> checks;
  private final List<Cause> causes;
  private final Rollup whole;
  private final Rollup process;
  private final Map<String, GroupState> groups;
  private final boolean current;

  private Report(
      String service,
      Instant time,
      long number,
      Map<String, CheckState> checks,
      List<Cause> causes,
      Collection<String> alive,
      boolean current) {
    this.service = service;
    this.time = time;
    this.number = number;
    this.checks = Collections.unmodifiableMap(checks);
    this.causes = List.copyOf(causes);
    this.whole = Rollup.of(checks.values().stream().map(CheckState::member).toList());
    this.process =
        Rollup.of(
            checks.values().stream()
                .filter(state -> alive.contains(state.name()))
                .map(CheckState::member)
                .toList());
    this.groups = groups(checks.values());
    this.current = current;
  }

  private Report(Report before) {
    this.service = before.service;
    this.time = before.time;
    this.number = before.number;
    this.checks = before.checks;
    this.causes = before.causes;
    this.whole = before.whole;
    this.process = before.process;
    this.groups = before.groups;
    this.current = false;
  }

  static Report of(
      String service,
      Instant time,
      long number,
      List<CheckState> checks,
      List<Cause> causes,
      Collection<String> alive) {
    Map<String, CheckState> byName = new LinkedHashMap<>();
    checks.forEach(state -> byName.put(state.name(), state));
    return new Report(service, time, number, byName, causes, alive, true);
  }

  private static Map<String, GroupState> groups(Collection<CheckState> checks) {
    Map<String, List<CheckState>> members = new LinkedHashMap<>();
    for (CheckState state : checks) {
      for (String group : state.check().groups()) {
        members.computeIfAbsent(group, ignored -> new ArrayList<>()).add(state);
      }
    }
    Map<String, GroupState> groups = new LinkedHashMap<>();
    members.forEach((name, states) -> groups.put(name, group(name, states)));
    return Collections.unmodifiableMap(groups);
  }

  private static GroupState group(String name, List<CheckState> states) {
    Rollup rollup = Rollup.of(states.stream().map(CheckState::member).toList());
    return new GroupState(
        name, rollup.status(), rollup.score(), states.stream().map(CheckState::name).toList());
  }

  /** The same report, when nobody renews it any more. */
  Report outdated() {
    return current ? new Report(this) : this;
  }

  /**
   * Returns how the service is, by the rules of {@link Rollup}.
   *
   * @return the status; {@link HealthStatus#UNKNOWN} at best if the report is not {@linkplain
   *     #isCurrent() current}
   */
  public HealthStatus status() {
    return current ? whole.status() : whole.status().or(HealthStatus.UNKNOWN);
  }

  /**
   * Returns how the process itself is: by those checks only that may lead to a restart. A report
   * that is not current says nothing about it, and checks that nobody has looked at yet do not
   * either.
   *
   * @return {@link HealthStatus#DOWN} if the process should be restarted
   */
  public HealthStatus process() {
    return process.status();
  }

  /**
   * Returns how good the service is.
   *
   * @return from 0 to 100
   */
  public int score() {
    return Math.min(whole.score(), Rollup.highestScore(status()));
  }

  /**
   * Tells whether the report is being renewed. It is not if the scheduler below stands still, or
   * health was stopped.
   *
   * @return false if it is older than it should be
   */
  public boolean isCurrent() {
    return current;
  }

  /**
   * Returns the name of the service.
   *
   * @return its name
   */
  public String service() {
    return service;
  }

  /**
   * Returns when the report was made.
   *
   * @return a moment of the platform's wall clock
   */
  public Instant time() {
    return time;
  }

  /**
   * Returns the number of the report.
   *
   * @return it grows by one with each
   */
  public long number() {
    return number;
  }

  /**
   * Returns all checks, dependencies before what depends on them.
   *
   * @return states by name; unmodifiable
   */
  public Map<String, CheckState> checks() {
    return checks;
  }

  /**
   * Returns one check.
   *
   * @param name its name
   * @return its state
   * @throws NoSuchElementException if there is none of that name
   */
  public CheckState check(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "There is no check \"%s\". There are: %s."
                        .formatted(
                            name,
                            checks.keySet().stream()
                                .limit(MOST_NAMED)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * Looks for one check.
   *
   * @param name its name
   * @return its state; empty if there is none of that name
   */
  public Optional<CheckState> find(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /**
   * Returns the groups.
   *
   * @return states by name; unmodifiable
   */
  public Map<String, GroupState> groups() {
    return groups;
  }

  /**
   * Returns what is in trouble by itself.
   *
   * @return the root cause first; empty if all is well
   */
  public List<Cause> causes() {
    return causes;
  }

  /**
   * Returns the root cause: the first of the causes.
   *
   * @return empty if all is well
   */
  public Optional<Cause> rootCause() {
    return causes.stream().findFirst();
  }

  /**
   * Says why the status is what it is.
   *
   * @return the decision of the {@link Rollup}
   */
  public Decision explain() {
    return whole.explain(service, time);
  }

  /**
   * Says why the root cause is taken for the root cause, and what else could be.
   *
   * @return the decision; its choice is empty if all is well
   */
  public Decision explainCause() {
    Map<String, String> evidence = new LinkedHashMap<>();
    causes.stream()
        .limit(MOST_NAMED)
        .forEach(cause -> evidence.put(cause.check(), cause.toString()));
    return new Decision(
        "health.root-cause",
        service,
        rootCause().map(Cause::check).orElse(""),
        causes.stream().skip(1).limit(MOST_NAMED).map(Cause::check).toList(),
        causeReason(),
        evidence,
        time);
  }

  private String causeReason() {
    return switch (causes.size()) {
      case 0 -> "Every check is UP.";
      case 1 -> "It is the only check in trouble that no dependency explains.";
      default ->
          "Of %d checks in trouble that no dependency explains, it comes first: worst status, required before optional, most critical, most followers, earliest, then by name."
              .formatted(causes.size());
    };
  }

  /**
   * Says the report in the standard body, {@code application/health+json}. Made anew by each call.
   *
   * @param version the version of the service; empty if there is none
   * @param now the present, for how sure each result is
   * @return the document; to be answered with {@code status().httpStatus()}
   */
  public HealthReport document(String version, Instant now) {
    return HealthDocument.of(this, version, now);
  }

  /**
   * Says in one sentence how the service is and why.
   *
   * @return for people
   */
  @Override
  public String toString() {
    String because = rootCause().map(cause -> " because " + cause).orElse("");
    String old = current ? "" : " (not renewed since " + time + ")";
    return service + " is " + status() + because + old;
  }
}
