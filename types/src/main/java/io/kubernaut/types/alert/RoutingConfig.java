package io.kubernaut.types.alert;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is told of which alerts, and how: the part of Alertmanager's configuration file that
 * Kubernaut uses for notifications too. Other parts, such as {@code global} or {@code
 * inhibit_rules}, stay as they are written.
 *
 * <pre>{@code
 * RoutingConfig config = Codecs.yaml(RoutingConfig.class).read(file);
 * for (RoutingTree.Stop stop : config.tree().match(alert.labels())) {
 *   tell(config.receiver(stop.receiver()).orElseThrow(), alert);
 * }
 * }</pre>
 *
 * @param route the root: takes every alert
 * @param receivers who can be told; no name comes twice
 * @param extra the other parts of the file
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/">Alertmanager,
 *     configuration</a>
 */
@SchemaType(name = "routing-config", version = 1)
public record RoutingConfig(
    Route route, @Size(min = 1) List<Receiver> receivers, @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param route the root
   * @param receivers who can be told
   * @param extra the other parts of the file
   */
  public RoutingConfig {
    receivers = Frozen.list(receivers);
    extra = Frozen.map(extra);
  }

  /**
   * Prepares the tree.
   *
   * @return finds where alerts go
   */
  public RoutingTree tree() {
    return RoutingTree.of(route);
  }

  /**
   * Returns a receiver.
   *
   * @param name its name
   * @return empty if there is none
   */
  public Optional<Receiver> receiver(String name) {
    return receivers.stream().filter(receiver -> receiver.name().equals(name)).findFirst();
  }

  @Override
  public void validate(Violations found) {
    root(found);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < receivers.size(); i++) {
      found.unless(
          names.add(receivers.get(i).name()),
          "/receivers/" + i + "/name",
          receivers.get(i).name(),
          "must not be the name of another receiver",
          "Rename one.");
    }
    names(found, "/route", route, names);
  }

  private void root(Violations found) {
    found.unless(
        route.receiver() != null,
        "/route/receiver",
        route.receiver(),
        "must be there at the root",
        "Name who is told of what no other route takes.");
    found.unless(
        route.match().isEmpty() && route.matchRe().isEmpty() && route.matchers().isEmpty(),
        "/route/matchers",
        route.matchers(),
        "must not be there at the root: it takes every alert",
        "Move them to a route below.");
    found.unless(
        !Boolean.TRUE.equals(route.goesOn()),
        "/route/continue",
        route.goesOn(),
        "must not be true at the root: nothing stands beside it",
        "Remove it.");
    found.unless(
        route.muteTimeIntervals().isEmpty() && route.activeTimeIntervals().isEmpty(),
        "/route/mute_time_intervals",
        route.muteTimeIntervals(),
        "must not be there at the root, nor active ones",
        "Move them to a route below.");
  }

  private static void names(Violations found, String pointer, Route route, Set<String> names) {
    found.unless(
        route.receiver() == null || names.contains(route.receiver()),
        pointer + "/receiver",
        route.receiver(),
        "must be the name of a receiver",
        "Use one of " + new TreeSet<>(names) + ".");
    for (int i = 0; i < route.routes().size(); i++) {
      names(found, pointer + "/routes/" + i, route.routes().get(i), names);
    }
  }
}
