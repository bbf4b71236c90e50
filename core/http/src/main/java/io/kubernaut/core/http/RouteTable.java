package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the routes of a path in a tree of segments.
 *
 * <p>A literal segment is tried before a parameter, and a parameter before the rest of the path, at
 * each segment from the left; so of {@code /a/b} and {@code /a/{x}} the first answers {@code /a/b}
 * for all methods. That order does not depend on the order of declaration, and two routes of the
 * same shape and method are refused when the table is built: a path never has two meanings.
 */
final class RouteTable {

  /**
   * The routes that share a path.
   *
   * @param routes by method
   * @param values what the parameters stand for, from the left
   */
  record Match(Map<HttpMethod, Entry> routes, List<String> values) {

    /** Returns who answers a method; a {@code HEAD} is answered by {@code GET}. */
    @Nullable Entry entry(@Nullable HttpMethod method) {
      return method == null
          ? null
          : routes.get(method == HttpMethod.HEAD ? HttpMethod.GET : method);
    }

    /** Returns the pattern of the path, as one of its routes spells it. */
    String pattern() {
      return routes.values().iterator().next().route().pattern();
    }
  }

  /**
   * A route, who brought it, and the names of its parameters.
   *
   * @param route the route
   * @param module who brought it
   * @param names the names of its parameters, from the left
   */
  record Entry(Route route, String module, List<String> names) {

    Map<String, String> parameters(List<String> values) {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        parameters.put(names.get(i), values.get(i));
      }
      return parameters;
    }
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<HttpMethod, Entry> routes = new EnumMap<>(HttpMethod.class);
    final Map<PathPattern.Kind, Node> wild = new EnumMap<>(PathPattern.Kind.class);
  }

  private final Node root = new Node();
  private final List<Route> routes = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  /** Adds a route, or takes note of the conflict. Only while the router is built. */
  void add(String module, Route route) {
    PathPattern pattern = PathPattern.parse(route.pattern());
    Node node = root;
    List<String> names = new ArrayList<>();
    for (PathPattern.Segment segment : pattern.segments()) {
      node = child(node, segment);
      if (segment.kind() != PathPattern.Kind.LITERAL) {
        names.add(segment.text());
      }
    }
    Entry earlier =
        node.routes.putIfAbsent(route.method(), new Entry(route, module, List.copyOf(names)));
    if (earlier == null) {
      routes.add(route);
    } else {
      conflicts.add(
          "%s of \"%s\" and %s of \"%s\" match the same paths"
              .formatted(earlier.route(), earlier.module(), route, module));
    }
  }

  private static Node child(Node node, PathPattern.Segment segment) {
    return segment.kind() == PathPattern.Kind.LITERAL
        ? node.literals.computeIfAbsent(segment.text(), ignored -> new Node())
        : node.wild.computeIfAbsent(segment.kind(), ignored -> new Node());
  }

  /** Throws if two routes match the same paths; names all conflicts. */
  void requireNoConflict() {
    if (!conflicts.isEmpty()) {
      throw new IllegalArgumentException(
          "%d conflict%s between routes: %s. Give one of each pair another path or method."
              .formatted(
                  conflicts.size(),
                  conflicts.size() == 1 ? "" : "s",
                  String.join("; ", conflicts)));
    }
  }

  /** Returns all routes in the order in which they were added. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Returns the routes of a path, or null if there is none. */
  @Nullable Match find(List<String> segments) {
    List<String> values = new ArrayList<>(2);
    Node node = find(root, segments, 0, values);
    return node == null ? null : new Match(node.routes, values);
  }

  private static @Nullable Node find(
      Node node, List<String> segments, int index, List<String> values) {
    if (index == segments.size()) {
      return node.routes.isEmpty() ? null : node;
    }
    String segment = segments.get(index);
    Node literal = node.literals.get(segment);
    Node found = literal == null ? null : find(literal, segments, index + 1, values);
    Node parameter = node.wild.get(PathPattern.Kind.PARAMETER);
    if (found == null && parameter != null && !segment.isEmpty()) {
      found = findBelow(parameter, segment, segments, index + 1, values);
    }
    Node rest = node.wild.get(PathPattern.Kind.REST);
    if (found == null && rest != null && !segments.get(segments.size() - 1).isEmpty()) {
      String tail = String.join("/", segments.subList(index, segments.size()));
      found = findBelow(rest, tail, segments, segments.size(), values);
    }
    return found;
  }

  /** Takes a value along, and gives it back if the branch leads nowhere. */
  private static @Nullable Node findBelow(
      Node node, String value, List<String> segments, int next, List<String> values) {
    int mark = values.size();
    values.add(value);
    Node found = find(node, segments, next, values);
    if (found == null) {
      values.subList(mark, values.size()).clear();
    }
    return found;
  }
}
