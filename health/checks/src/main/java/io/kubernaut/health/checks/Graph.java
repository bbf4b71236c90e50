package io.kubernaut.health.checks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which check depends on which. Checks are numbered so that each comes after everything it depends
 * on or uses; whoever goes through them in that order has seen the causes before the effects.
 * Immutable.
 */
final class Graph {

  private static final int MOST_CHECKS = 100_000;
  private static final int[] NONE = {};

  private final List<HealthCheck> order;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[][] required;
  private final int[][] used;
  private final List<List<String>> dependents;

  private Graph(List<HealthCheck> order) {
    this.order = List.copyOf(order);
    this.required = new int[order.size()][];
    this.used = new int[order.size()][];
    List<List<String>> followers = new ArrayList<>();
    for (HealthCheck check : order) {
      int number = numbers.size();
      numbers.put(check.name(), number);
      followers.add(new ArrayList<>());
      required[number] = numbersOf(check.dependencies());
      used[number] = numbersOf(check.used());
      related(number).forEach(other -> followers.get(other).add(check.name()));
    }
    this.dependents = followers.stream().map(List::copyOf).toList();
  }

  private int[] numbersOf(Set<String> names) {
    return names.isEmpty() ? NONE : names.stream().mapToInt(numbers::get).toArray();
  }

  private List<Integer> related(int number) {
    List<Integer> all = new ArrayList<>();
    for (int other : required[number]) {
      all.add(other);
    }
    for (int other : used[number]) {
      all.add(other);
    }
    return all;
  }

  /**
   * Puts checks in order.
   *
   * @throws IllegalArgumentException if there are too many, or two have one name, one depends on
   *     what is not there, or some depend on each other in a circle; all that is wrong is named
   */
  static Graph of(Collection<HealthCheck> checks) {
    if (checks.size() > MOST_CHECKS) {
      throw new IllegalArgumentException(
          "%d checks are too many: at most %d. Check many things of a kind with one check."
              .formatted(checks.size(), MOST_CHECKS));
    }
    Map<String, HealthCheck> byName = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (HealthCheck check : checks) {
      if (byName.putIfAbsent(check.name(), check) != null) {
        problems.add("There are two checks \"%s\": name one differently.".formatted(check.name()));
      }
    }
    byName.values().forEach(check -> addUnknown(check, byName.keySet(), problems));
    refuse(problems);
    return new Graph(sorted(byName));
  }

  private static void addUnknown(HealthCheck check, Set<String> known, List<String> problems) {
    for (Set<String> related : List.of(check.dependencies(), check.used())) {
      for (String name : related) {
        if (!known.contains(name)) {
          problems.add(
              "Check \"%s\" depends on \"%s\", which is not there%s."
                  .formatted(check.name(), name, suggestion(name, known)));
        }
      }
    }
  }

  private static String suggestion(String name, Collection<String> known) {
    return known.stream()
        .filter(other -> isAlike(other, name))
        .findFirst()
        .map(" (did you mean \"%s\"?)"::formatted)
        .orElse(": add it before, or in the same call");
  }

  private static boolean isAlike(String one, String other) {
    return one.equalsIgnoreCase(other)
        || (Math.min(one.length(), other.length()) > 3
            && (one.contains(other) || other.contains(one)));
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
  }

  // Order

  /** Kahn's algorithm: takes again and again what depends on nothing that is left. */
  private static List<HealthCheck> sorted(Map<String, HealthCheck> byName) {
    Map<String, Integer> open = new LinkedHashMap<>();
    Map<String, List<HealthCheck>> followers = new HashMap<>();
    Deque<HealthCheck> free = new ArrayDeque<>();
    for (HealthCheck check : byName.values()) {
      Set<String> related = all(check);
      open.put(check.name(), related.size());
      related.forEach(
          name -> followers.computeIfAbsent(name, ignored -> new ArrayList<>()).add(check));
      if (related.isEmpty()) {
        free.add(check);
      }
    }
    List<HealthCheck> sorted = new ArrayList<>();
    while (!free.isEmpty()) {
      HealthCheck next = free.remove();
      sorted.add(next);
      open.remove(next.name());
      for (HealthCheck follower : followers.getOrDefault(next.name(), List.of())) {
        if (open.merge(follower.name(), -1, Integer::sum) == 0) {
          free.add(follower);
        }
      }
    }
    if (!open.isEmpty()) {
      throw circle(byName, open.keySet());
    }
    return sorted;
  }

  private static Set<String> all(HealthCheck check) {
    Set<String> all = new java.util.LinkedHashSet<>(check.dependencies());
    all.addAll(check.used());
    return all;
  }

  /** What is left over depends on something left over: walking on must come back. */
  private static IllegalArgumentException circle(
      Map<String, HealthCheck> byName, Set<String> left) {
    List<String> walk = new ArrayList<>();
    String at = left.iterator().next();
    while (!walk.contains(at)) {
      walk.add(at);
      at = all(known(byName, at)).stream().filter(left::contains).findFirst().orElseThrow();
    }
    List<String> members = new ArrayList<>(walk.subList(walk.indexOf(at), walk.size()));
    members.add(at);
    return new IllegalArgumentException(
        "Health checks depend on each other in a circle: %s. Nothing in it could be the cause: take one of the arrows away."
            .formatted(members.stream().collect(Collectors.joining(" → "))));
  }

  private static HealthCheck known(Map<String, HealthCheck> byName, String name) {
    return java.util.Objects.requireNonNull(byName.get(name), name);
  }

  // Reading

  int size() {
    return order.size();
  }

  HealthCheck check(int number) {
    return order.get(number);
  }

  List<HealthCheck> checks() {
    return order;
  }

  int[] required(int number) {
    return required[number];
  }

  int[] used(int number) {
    return used[number];
  }

  /** The checks that depend on this one or use it. */
  List<String> dependents(String name) {
    Integer number = numbers.get(name);
    return number == null ? List.of() : dependents.get(number);
  }
}
