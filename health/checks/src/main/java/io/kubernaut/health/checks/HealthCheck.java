package io.kubernaut.health.checks;

import io.kubernaut.types.Criticality;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A named question about one thing, asked again and again in the background.
 *
 * <pre>{@code
 * HealthCheck.named("orders-db", this::ping)                  // void: whatever throws is down
 *     .timeout(ofSeconds(1)).interval(ofSeconds(10))
 *     .criticality(Criticality.CRITICAL).group("storage");
 * HealthCheck.named("orders", orders::probe).dependsOn("orders-db").uses("cache");
 * }</pre>
 *
 * <p>Unless set: asked every 10 seconds; a run that takes longer than a second is abandoned and
 * counts as down, one that takes more than 100 ms is degraded; criticality {@link
 * Criticality#HIGH}; three failures and two passes change the status. Immutable: each method
 * returns a changed copy. Safe for any thread.
 */
public final class HealthCheck {

  private static final int LONGEST_NAME = 128;
  private static final int MOST_RELATED = 1_000;
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Parts parts;

  /** What a check is made of; a builder on the inside of an immutable value. */
  private static final class Parts implements Cloneable {

    private String name;
    private Probe probe;
    private String description = "";
    private String owner = "";
    private Duration timeout = Duration.ofSeconds(1);
    private Duration interval = Duration.ofSeconds(10);
    private Duration slowAfter = Duration.ofMillis(100);
    private Criticality criticality = Criticality.HIGH;
    private Hysteresis hysteresis = Hysteresis.STANDARD;
    private boolean optional;
    private Set<String> dependsOn = Set.of();
    private Set<String> uses = Set.of();
    private Set<String> groups = Set.of();

    Parts(String name, Probe probe) {
      this.name = name;
      this.probe = probe;
    }

    @Override
    protected Parts clone() {
      try {
        return (Parts) super.clone();
      } catch (CloneNotSupportedException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Something to do, which throws if it cannot be done. */
  @FunctionalInterface
  public interface Action {

    /**
     * Does it. Interrupted when its time is up.
     *
     * @throws Exception if it cannot be done: then it is down, with this message
     */
    void run() throws Exception;
  }

  /** Something that has to be true. */
  @FunctionalInterface
  public interface Condition {

    /**
     * Tells whether it is so. Interrupted when its time is up.
     *
     * @return false if it is down
     * @throws Exception if it cannot be found out: then it is down, with this message
     */
    boolean holds() throws Exception;
  }

  /** Something to find out, with more to say than yes or no. */
  @FunctionalInterface
  public interface Probe {

    /**
     * Finds it out. Interrupted when its time is up.
     *
     * @return what was found out
     * @throws Exception if it cannot be found out: then it is down, with this message
     */
    Outcome look() throws Exception;
  }

  private HealthCheck(Parts parts) {
    this.parts = parts;
  }

  /**
   * Returns a check that is down when an action throws.
   *
   * @param name what it is called; 1 to 128 characters, none of them a control character
   * @param action what to try
   * @return the check
   * @throws IllegalArgumentException if the name is anything else
   */
  public static HealthCheck named(String name, Action action) {
    Objects.requireNonNull(action, "action");
    return named(
        name,
        () -> {
          action.run();
          return Outcome.up();
        });
  }

  /**
   * Returns a check that is down when a condition does not hold.
   *
   * @param name what it is called; 1 to 128 characters, none of them a control character
   * @param condition what has to be true
   * @return the check
   * @throws IllegalArgumentException if the name is anything else
   */
  public static HealthCheck named(String name, Condition condition) {
    Objects.requireNonNull(condition, "condition");
    return named(
        name, () -> condition.holds() ? Outcome.up() : Outcome.down("the condition does not hold"));
  }

  /**
   * Returns a check.
   *
   * @param name what it is called; 1 to 128 characters, none of them a control character
   * @param probe what to find out
   * @return the check
   * @throws IllegalArgumentException if the name is anything else
   */
  public static HealthCheck named(String name, Probe probe) {
    Objects.requireNonNull(probe, "probe");
    return new HealthCheck(new Parts(checked("check", name), probe));
  }

  private static String checked(String what, String name) {
    boolean plain = name.chars().noneMatch(Character::isISOControl);
    if (name.isBlank() || name.length() > LONGEST_NAME || !plain) {
      throw new IllegalArgumentException(
          "Invalid name of a %s \"%s\": give 1 to %d characters, none of them a control character, for example \"orders-db\"."
              .formatted(what, name, LONGEST_NAME));
    }
    return name;
  }

  private HealthCheck with(Consumer<Parts> change) {
    Parts copy = parts.clone();
    change.accept(copy);
    return new HealthCheck(copy);
  }

  /**
   * Says in a line what is checked, for people.
   *
   * @param text the line
   * @return the changed copy
   */
  public HealthCheck description(String text) {
    return with(changed -> changed.description = text);
  }

  /**
   * Says who is responsible for it.
   *
   * @param name a team or part
   * @return the changed copy
   */
  public HealthCheck owner(String name) {
    return with(changed -> changed.owner = name);
  }

  /**
   * Sets how long a run may take; then it is interrupted, abandoned, and counts as down.
   *
   * @param longest positive; one second unless set
   * @return the changed copy
   * @throws IllegalArgumentException if it is not positive, or more than 365 days
   */
  public HealthCheck timeout(Duration longest) {
    return with(changed -> changed.timeout = positive("timeout", longest));
  }

  /**
   * Sets the time from one run to the next.
   *
   * @param time positive; 10 seconds unless set
   * @return the changed copy
   * @throws IllegalArgumentException if it is not positive, or more than 365 days
   */
  public HealthCheck interval(Duration time) {
    return with(changed -> changed.interval = positive("interval", time));
  }

  /**
   * Sets after which time a run that found nothing wrong is degraded, for being slow.
   *
   * @param time positive; 100 milliseconds unless set
   * @return the changed copy
   * @throws IllegalArgumentException if it is not positive, or more than 365 days
   */
  public HealthCheck slowAfter(Duration time) {
    return with(changed -> changed.slowAfter = positive("time for being slow", time));
  }

  private Duration positive(String what, Duration time) {
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Invalid %s %s of check \"%s\": give more than zero, at most 365 days."
              .formatted(what, time, parts.name));
    }
    return time;
  }

  /**
   * Sets how much depends on it, which decides what it does to the whole ({@link Rollup}).
   *
   * @param level {@link Criticality#HIGH} unless set
   * @return the changed copy
   */
  public HealthCheck criticality(Criticality level) {
    return with(changed -> changed.criticality = level);
  }

  /**
   * Says that whoever depends on it, and the whole, is at most degraded by it.
   *
   * @return the changed copy
   */
  public HealthCheck optional() {
    return with(changed -> changed.optional = true);
  }

  /**
   * Sets how many results change the status.
   *
   * @param rule {@link Hysteresis#STANDARD} unless set
   * @return the changed copy
   */
  public HealthCheck hysteresis(Hysteresis rule) {
    return with(changed -> changed.hysteresis = rule);
  }

  /**
   * Adds checks without which this one cannot work: it is at least as bad as the worst of them.
   *
   * @param checks their names
   * @return the changed copy
   * @throws IllegalArgumentException if one is the check itself, or is used as well
   */
  public HealthCheck dependsOn(String... checks) {
    return with(changed -> changed.dependsOn = related(changed.dependsOn, changed.uses, checks));
  }

  /**
   * Adds checks that this one works better with: it is at most degraded by them.
   *
   * @param checks their names
   * @return the changed copy
   * @throws IllegalArgumentException if one is the check itself, or is depended on as well
   */
  public HealthCheck uses(String... checks) {
    return with(changed -> changed.uses = related(changed.uses, changed.dependsOn, checks));
  }

  private Set<String> related(Set<String> before, Set<String> others, String... more) {
    Set<String> all = new LinkedHashSet<>(before);
    all.addAll(Arrays.asList(more));
    if (all.contains(parts.name) || !Collections.disjoint(all, others)) {
      throw new IllegalArgumentException(
          "Check \"%s\" depends on or uses %s: no check depends on itself, and each other one is either depended on or used."
              .formatted(parts.name, Arrays.toString(more)));
    }
    if (all.size() > MOST_RELATED) {
      throw new IllegalArgumentException(
          "Check \"%s\" has %d dependencies: at most %d. Put a check between that stands for many."
              .formatted(parts.name, all.size(), MOST_RELATED));
    }
    return Collections.unmodifiableSet(all);
  }

  /**
   * Puts it into groups, which are reported each as a whole.
   *
   * @param names the groups
   * @return the changed copy
   * @throws IllegalArgumentException if a name is invalid
   */
  public HealthCheck group(String... names) {
    Set<String> all = new LinkedHashSet<>(parts.groups);
    for (String name : names) {
      all.add(checked("group", name));
    }
    return with(changed -> changed.groups = Collections.unmodifiableSet(all));
  }

  /**
   * Returns the name.
   *
   * @return as given
   */
  public String name() {
    return parts.name;
  }

  /**
   * Returns what is checked, for people.
   *
   * @return a line; empty unless set
   */
  public String description() {
    return parts.description;
  }

  /**
   * Returns who is responsible for it.
   *
   * @return a team or part; empty unless set
   */
  public String owner() {
    return parts.owner;
  }

  /**
   * Returns how long a run may take.
   *
   * @return a positive time
   */
  public Duration timeout() {
    return parts.timeout;
  }

  /**
   * Returns the time from one run to the next.
   *
   * @return a positive time
   */
  public Duration interval() {
    return parts.interval;
  }

  /**
   * Returns after which time a run is slow.
   *
   * @return a positive time
   */
  public Duration slowAfter() {
    return parts.slowAfter;
  }

  /**
   * Returns how much depends on it.
   *
   * @return the criticality
   */
  public Criticality criticality() {
    return parts.criticality;
  }

  /**
   * Tells whether others are at most degraded by it.
   *
   * @return false unless set
   */
  public boolean isOptional() {
    return parts.optional;
  }

  /**
   * Returns how many results change the status.
   *
   * @return the rule
   */
  public Hysteresis hysteresis() {
    return parts.hysteresis;
  }

  /**
   * Returns the checks without which this one cannot work.
   *
   * @return their names
   */
  public Set<String> dependencies() {
    return parts.dependsOn;
  }

  /**
   * Returns the checks that this one works better with.
   *
   * @return their names
   */
  public Set<String> used() {
    return parts.uses;
  }

  /**
   * Returns the groups it is in.
   *
   * @return their names
   */
  public Set<String> groups() {
    return parts.groups;
  }

  /**
   * Looks once, now, on the calling thread: for tests of a check. What it throws is down.
   *
   * @return what was found out
   */
  public Outcome look() {
    try {
      return Objects.requireNonNull(parts.probe.look(), "outcome of check " + parts.name);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Outcome.thrown(stop);
    } catch (Throwable thrown) {
      return Outcome.thrown(thrown);
    }
  }

  @Override
  public String toString() {
    return "HealthCheck[" + parts.name + " every " + parts.interval + "]";
  }
}
