package io.kubernaut.types.alert;

import io.kubernaut.types.value.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds who is told of an alert, as Alertmanager does.
 *
 * <p>An alert comes in at the root, which takes every alert. At each node the nodes below are tried
 * in order. The first that matches takes the alert; those behind it are tried only if it says
 * {@code continue}. Where no node below takes it, the node itself tells its receiver. So an alert
 * always ends somewhere, and at several nodes only where {@code continue} says so.
 *
 * <p>A node has what it does not say itself from the node above: receiver, grouping and the three
 * times. Expressions are compiled once. Immutable; safe for any thread.
 *
 * <pre>{@code
 * RoutingTree tree =
 *     RoutingTree.of(
 *         Route.to("default").groupBy("alertname")
 *             .route(Route.to("pager").matching("severity=\"critical\"")).build());
 * tree.match(alert.labels());                       // one stop: pager, grouped by alertname
 * }</pre>
 */
public final class RoutingTree {

  /** What the root has where it says nothing. */
  private static final Stop ROOT =
      new Stop(
          "",
          Set.of(),
          false,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          List.of(),
          List.of(),
          "");

  private final Node root;

  private RoutingTree(Node root) {
    this.root = root;
  }

  /**
   * Prepares a tree.
   *
   * @param root the node that takes every alert
   * @return the tree
   * @throws IllegalArgumentException if an expression is none, or the root has no receiver
   */
  public static RoutingTree of(Route root) {
    if (root.receiver() == null) {
      throw new IllegalArgumentException(
          "The root route has no receiver. Name one: it is told of what no other route takes.");
    }
    return new RoutingTree(new Node(root, null));
  }

  /**
   * Finds where an alert goes.
   *
   * @param labels the alert's labels
   * @return the stops, at least one, in the order they are told
   */
  public List<Stop> match(Map<String, String> labels) {
    List<Stop> stops = new ArrayList<>();
    root.match(labels, stops);
    return stops.isEmpty() ? List.of(root.stop) : List.copyOf(stops);
  }

  /**
   * A node where an alert ends: who is told, and how. What the node did not say itself is filled
   * in.
   *
   * @param receiver who is told
   * @param groupBy the labels that alerts of one group share
   * @param groupByAll whether alerts of one group share all labels
   * @param groupWait how long a new group waits for more alerts
   * @param groupInterval how long a group waits until it tells of changes
   * @param repeatInterval how long until the same is told again
   * @param muteTimeIntervals the names of the time intervals in which nobody is told
   * @param activeTimeIntervals the names of the time intervals outside of which nobody is told
   * @param key the way from the root, as matchers
   */
  public record Stop(
      String receiver,
      Set<String> groupBy,
      boolean groupByAll,
      Duration groupWait,
      Duration groupInterval,
      Duration repeatInterval,
      List<String> muteTimeIntervals,
      List<String> activeTimeIntervals,
      String key) {

    /**
     * Copies the collections.
     *
     * @param receiver who is told
     * @param groupBy the labels that alerts of one group share
     * @param groupByAll whether alerts of one group share all labels
     * @param groupWait how long a new group waits for more alerts
     * @param groupInterval how long a group waits until it tells of changes
     * @param repeatInterval how long until the same is told again
     * @param muteTimeIntervals the names of the time intervals in which nobody is told
     * @param activeTimeIntervals the names of the time intervals outside of which nobody is told
     * @param key the way from the root
     */
    public Stop {
      groupBy = Set.copyOf(groupBy);
      muteTimeIntervals = List.copyOf(muteTimeIntervals);
      activeTimeIntervals = List.copyOf(activeTimeIntervals);
    }

    /**
     * Returns what the group of an alert is made by.
     *
     * @param labels the alert's labels
     * @return those of them that its group shares, by name
     */
    public Map<String, String> groupLabels(Map<String, String> labels) {
      Map<String, String> group = new TreeMap<>(labels);
      if (!groupByAll) {
        group.keySet().retainAll(groupBy);
      }
      return group;
    }

    /**
     * Returns the identity of the group of an alert, as Alertmanager's webhook tells it.
     *
     * @param labels the alert's labels
     * @return for example {@code {}/{severity="critical"}:{alertname="HighCPU"}}
     */
    public String groupKey(Map<String, String> labels) {
      return groupLabels(labels).entrySet().stream()
          .map(label -> label.getKey() + "=" + MatcherText.quoted(label.getValue()))
          .collect(Collectors.joining(", ", key + ":{", "}"));
    }
  }

  /** A route with what it inherits, and what it asks compiled. */
  private static final class Node {

    private final Predicate<Map<String, String>> selector;
    private final boolean goesOn;
    private final Stop stop;
    private final List<Node> below = new ArrayList<>();

    Node(Route route, @Nullable Stop above) {
      Selector asked = route.selector();
      this.selector = asked.asPredicate();
      this.goesOn = Boolean.TRUE.equals(route.goesOn());
      this.stop = stop(route, asked, above);
      route.routes().forEach(each -> below.add(new Node(each, stop)));
    }

    private static Stop stop(Route route, Selector asked, @Nullable Stop above) {
      Stop inherited = above == null ? ROOT : above;
      boolean isGrouped = !route.groupBy().isEmpty();
      boolean isByAll = route.groupBy().contains(Route.ALL);
      String key = MatcherText.braced(asked);
      return new Stop(
          route.receiver() == null ? inherited.receiver() : route.receiver(),
          isGrouped && !isByAll ? new TreeSet<>(route.groupBy()) : inherited.groupBy(),
          isByAll || (!isGrouped && inherited.groupByAll()),
          either(route.groupWait(), inherited.groupWait()),
          either(route.groupInterval(), inherited.groupInterval()),
          either(route.repeatInterval(), inherited.repeatInterval()),
          route.muteTimeIntervals(),
          route.activeTimeIntervals(),
          above == null ? key : above.key() + "/" + key);
    }

    private static Duration either(@Nullable PrometheusDuration own, Duration inherited) {
      return own == null ? inherited : own.duration();
    }

    boolean match(Map<String, String> labels, List<Stop> stops) {
      if (!selector.test(labels)) {
        return false;
      }
      boolean isTaken = false;
      for (Node each : below) {
        boolean matched = each.match(labels, stops);
        isTaken |= matched;
        if (matched && !each.goesOn) {
          break;
        }
      }
      if (!isTaken) {
        stops.add(stop);
      }
      return true;
    }
  }
}
