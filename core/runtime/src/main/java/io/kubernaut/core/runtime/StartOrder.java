package io.kubernaut.core.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts components in an order in which each comes after everything it depends on.
 *
 * <p>Depth first, in the order in which the components were given, so the result is the same every
 * time: a component is placed once all it depends on has been placed. Meeting a component that is
 * still on the path is a cycle, and the path names its members.
 */
final class StartOrder {

  private final Map<String, Component> byName;
  private final Set<String> path = new LinkedHashSet<>();
  private final Map<String, Component> placed = new LinkedHashMap<>();

  private StartOrder(Map<String, Component> byName) {
    this.byName = byName;
  }

  /**
   * Returns the components in start order.
   *
   * @throws IllegalArgumentException for an unknown dependency, a cycle, or an essential component
   *     that depends on one which is not; all of the kind are named together
   */
  static List<Component> of(Map<String, Component> byName) {
    StartOrder order = new StartOrder(byName);
    order.refuse(order.contradictions());
    byName.values().forEach(order::place);
    return List.copyOf(order.placed.values());
  }

  private List<String> contradictions() {
    List<String> problems = new ArrayList<>();
    for (Component component : byName.values()) {
      for (String needed : new TreeSet<>(component.dependsOn())) {
        check(component, needed, problems);
      }
    }
    return problems;
  }

  private void check(Component component, String needed, List<String> problems) {
    Component dependency = byName.get(needed);
    if (dependency == null) {
      problems.add(
          "component \"%s\" depends on \"%s\", which is unknown; there are %s"
              .formatted(component.name(), needed, names(byName.keySet())));
    } else if (component.essential() && !dependency.essential()) {
      problems.add(
          "component \"%s\" is essential but depends on \"%s\", which is not"
              .formatted(component.name(), needed));
    }
  }

  private void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid components: " + String.join("; ", problems) + ".");
    }
  }

  private void place(Component component) {
    String name = component.name();
    if (placed.containsKey(name)) {
      return;
    }
    if (!path.add(name)) {
      throw new IllegalArgumentException(
          "Invalid components: they depend on each other in a cycle: %s. Cut it at one place."
              .formatted(cycle(name)));
    }
    byName.values().stream()
        .filter(needed -> component.dependsOn().contains(needed.name()))
        .forEach(this::place);
    path.remove(name);
    placed.put(name, component);
  }

  private String cycle(String name) {
    List<String> members = new ArrayList<>(path);
    members = new ArrayList<>(members.subList(members.indexOf(name), members.size()));
    members.add(name);
    return String.join(" -> ", members);
  }

  private static String names(Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
