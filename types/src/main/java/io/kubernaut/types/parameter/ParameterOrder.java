package io.kubernaut.types.parameter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which parameters can get their values: each behind those it depends on. Walks the
 * dependencies depth first, without recursion, so that a chain of thousands is no danger; whoever
 * is met a second time on the way closes a circle.
 */
final class ParameterOrder {

  private static final int MOST_CYCLES = 10;

  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private final List<Parameter> order = new ArrayList<>();
  private final List<List<String>> cycles = new ArrayList<>();
  private final Set<String> done = new HashSet<>();

  ParameterOrder(List<Parameter> parameters) {
    parameters.forEach(parameter -> byName.putIfAbsent(parameter.name(), parameter));
    byName.keySet().forEach(this::walk);
  }

  /** Returns the parameters, each behind those it depends on if there is no circle. */
  List<Parameter> inOrder() {
    return order;
  }

  /** Returns some circles that were met, each with its first member once more at the end. */
  List<List<String>> cycles() {
    return cycles;
  }

  private void walk(String start) {
    List<String> path = new ArrayList<>();
    Deque<Deque<String>> open = new ArrayDeque<>();
    Map<String, Integer> places = new HashMap<>();
    enter(start, path, open, places);
    while (!path.isEmpty()) {
      String next = open.getLast().pollFirst();
      if (next == null) {
        leave(path, open, places);
      } else if (places.containsKey(next)) {
        addCycle(path.subList(places.get(next), path.size()));
      } else {
        enter(next, path, open, places);
      }
    }
  }

  private void addCycle(List<String> members) {
    if (cycles.size() < MOST_CYCLES) {
      List<String> cycle = new ArrayList<>(members);
      cycle.add(members.get(0));
      cycles.add(cycle);
    }
  }

  private void enter(
      String name, List<String> path, Deque<Deque<String>> open, Map<String, Integer> places) {
    Parameter parameter = byName.get(name);
    if (parameter != null && !done.contains(name)) {
      places.put(name, path.size());
      path.add(name);
      open.addLast(new ArrayDeque<>(parameter.dependsOn()));
    }
  }

  private void leave(List<String> path, Deque<Deque<String>> open, Map<String, Integer> places) {
    String name = path.remove(path.size() - 1);
    open.removeLast();
    places.remove(name);
    done.add(name);
    Parameter parameter = byName.get(name);
    if (parameter != null) {
      order.add(parameter);
    }
  }
}
