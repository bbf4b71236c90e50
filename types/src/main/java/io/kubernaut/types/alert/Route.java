package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import io.kubernaut.types.value.PrometheusDuration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node in the tree that says who is told of which alerts. What a node does not say it has from
 * the node above; {@link RoutingTree} works that out and finds the way of an alert.
 *
 * @param receiver who is told; inherited
 * @param groupBy the labels that alerts of one group share, or only {@link #ALL}; inherited
 * @param goesOn whether the next route on the same level is tried too after this one matched;
 *     {@code continue} in documents
 * @param match labels and their values, as matchers were written before 0.22
 * @param matchRe labels and expressions, as matchers were written before 0.22
 * @param matchers which alerts come here: all have to match
 * @param groupWait how long a new group waits for more alerts; inherited, 30 s at the root
 * @param groupInterval how long a group waits until it tells of changes; inherited, 5 min at the
 *     root
 * @param repeatInterval how long until the same is told again; inherited, 4 h at the root
 * @param routes the nodes below, in the order they are tried
 * @param muteTimeIntervals the names of the time intervals in which nobody is told; not inherited
 * @param activeTimeIntervals the names of the time intervals outside of which nobody is told; not
 *     inherited
 * @param extra fields of a later version
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#route">Alertmanager, the
 *     tree of routes</a>
 */
@Sparse
@SchemaType(name = "route", version = 1)
public record Route(
    @Nullable String receiver,
    @JsonProperty("group_by") List<@Size(min = 1) String> groupBy,
    @JsonProperty("continue") @Nullable Boolean goesOn,
    Map<@Size(min = 1) String, String> match,
    @JsonProperty("match_re") Map<@Size(min = 1) String, String> matchRe,
    List<Selector> matchers,
    @JsonProperty("group_wait") @Nullable PrometheusDuration groupWait,
    @JsonProperty("group_interval") @Nullable PrometheusDuration groupInterval,
    @JsonProperty("repeat_interval") @Nullable PrometheusDuration repeatInterval,
    List<Route> routes,
    @JsonProperty("mute_time_intervals") List<String> muteTimeIntervals,
    @JsonProperty("active_time_intervals") List<String> activeTimeIntervals,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /** In {@code group_by}: every label, so that each alert is a group of its own. */
  public static final String ALL = "...";

  /**
   * Copies the collections.
   *
   * @param receiver who is told
   * @param groupBy the labels that alerts of one group share
   * @param goesOn whether the next route on the same level is tried too after this one matched
   * @param match labels and their values
   * @param matchRe labels and expressions
   * @param matchers which alerts come here
   * @param groupWait how long a new group waits for more alerts
   * @param groupInterval how long a group waits until it tells of changes
   * @param repeatInterval how long until the same is told again
   * @param routes the nodes below
   * @param muteTimeIntervals the names of the time intervals in which nobody is told
   * @param activeTimeIntervals the names of the time intervals outside of which nobody is told
   * @param extra fields of a later version
   */
  public Route {
    groupBy = Frozen.list(groupBy);
    match = Frozen.map(match);
    matchRe = Frozen.map(matchRe);
    matchers = Frozen.list(matchers);
    routes = Frozen.list(routes);
    muteTimeIntervals = Frozen.list(muteTimeIntervals);
    activeTimeIntervals = Frozen.list(activeTimeIntervals);
    extra = Frozen.map(extra);
  }

  /**
   * Starts a route.
   *
   * @param receiver who is told
   * @return a builder
   */
  public static Builder to(String receiver) {
    return new Builder(receiver);
  }

  /**
   * Returns which alerts come here, however it is written.
   *
   * @return the matchers, sorted by label, value and operator
   * @throws IllegalArgumentException if an expression in {@code match_re} is none
   */
  public Selector selector() {
    List<Matcher> all = new ArrayList<>();
    match.forEach((name, value) -> all.add(Matcher.is(name, value)));
    matchRe.forEach((name, value) -> all.add(Matcher.of(name, Matcher.Operator.MATCHES, value)));
    matchers.forEach(selector -> all.addAll(selector.matchers()));
    all.sort(
        Comparator.comparing(Matcher::name)
            .thenComparing(Matcher::value)
            .thenComparing(Matcher::operator));
    return new Selector(all);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        !groupBy.contains(ALL) || groupBy.size() == 1,
        "/group_by",
        groupBy,
        "must hold nothing else beside \"...\"",
        "Leave the other labels out: all are meant.");
    found.unless(
        new HashSet<>(groupBy).size() == groupBy.size(),
        "/group_by",
        groupBy,
        "must not hold a label twice",
        "Remove one.");
    positive(found, "/group_interval", groupInterval);
    positive(found, "/repeat_interval", repeatInterval);
    matchRe.forEach((name, value) -> Expressions.check(found, "/match_re/" + name, value));
  }

  private static void positive(
      Violations found, String pointer, @Nullable PrometheusDuration interval) {
    found.unless(
        interval == null || !interval.duration().isZero(),
        pointer,
        interval,
        "must not be zero",
        "Use at least \"1s\".");
  }

  /** Builds a route. Used by one thread. */
  public static final class Builder {

    private final String receiver;
    private final List<Selector> matchers = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private List<String> groupBy = List.of();
    private @Nullable Boolean goesOn;
    private @Nullable PrometheusDuration groupWait;
    private @Nullable PrometheusDuration groupInterval;
    private @Nullable PrometheusDuration repeatInterval;

    private Builder(String receiver) {
      this.receiver = receiver;
    }

    /**
     * Says which alerts come here.
     *
     * @param selector for example {@code severity="critical"}
     * @return this builder
     * @throws IllegalArgumentException if the text is no selector
     */
    public Builder matching(String selector) {
      matchers.add(Selector.parse(selector));
      return this;
    }

    /**
     * Says which labels alerts of one group share.
     *
     * @param labels the labels, or only {@link Route#ALL}
     * @return this builder
     */
    public Builder groupBy(String... labels) {
      groupBy = List.of(labels);
      return this;
    }

    /**
     * Has the next route on the same level tried too.
     *
     * @return this builder
     */
    public Builder thenOthers() {
      goesOn = true;
      return this;
    }

    /**
     * Says how long to wait.
     *
     * @param wait how long a new group waits for more alerts, for example {@code 30s}
     * @param interval how long a group waits until it tells of changes
     * @param repeat how long until the same is told again
     * @return this builder
     * @throws IllegalArgumentException if a text is no length of time
     */
    public Builder waiting(String wait, String interval, String repeat) {
      groupWait = PrometheusDuration.parse(wait);
      groupInterval = PrometheusDuration.parse(interval);
      repeatInterval = PrometheusDuration.parse(repeat);
      return this;
    }

    /**
     * Adds a node below.
     *
     * @param route tried after those added before
     * @return this builder
     */
    public Builder route(Builder route) {
      routes.add(route.build());
      return this;
    }

    /**
     * Returns the route.
     *
     * @return the route
     */
    public Route build() {
      return new Route(
          receiver,
          groupBy,
          goesOn,
          Map.of(),
          Map.of(),
          matchers,
          groupWait,
          groupInterval,
          repeatInterval,
          routes,
          List.of(),
          List.of(),
          Map.of());
    }
  }
}
