package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteTableTest {

  private final RouteTable table = new RouteTable();

  @Test
  void aLiteralIsStrongerThanAParameterAndThatThanTheRest() {
    add("GET /a/{x}", "GET /a/b", "GET /a/{rest...}", "GET /{x}/b");

    assertThat(pattern("/a/b")).isEqualTo("/a/b");
    assertThat(pattern("/a/c")).isEqualTo("/a/{x}");
    assertThat(pattern("/a/c/d")).isEqualTo("/a/{rest...}");
    assertThat(pattern("/z/b")).isEqualTo("/{x}/b");
    assertThat(pattern("/z/c")).isNull();
    assertThat(pattern("/a")).isNull();
  }

  @Test
  void givesBackWhatABranchThatLeadsNowhereTook() {
    add("GET /a/{x}/c", "GET /a/b/{y}", "GET /a/b/d/e");

    assertThat(parameters("/a/b/c")).containsExactly(Map.entry("y", "c"));
    assertThat(parameters("/a/z/c")).containsExactly(Map.entry("x", "z"));
    assertThat(parameters("/a/b/d")).containsExactly(Map.entry("y", "d"));
  }

  @Test
  void aParameterIsNeverEmpty() {
    add("GET /a/{x}", "GET /r/{x...}");

    assertThat(pattern("/a/")).isNull();
    assertThat(pattern("/r/")).isNull();
    assertThat(pattern("/r/b/")).isNull();
    assertThat(parameters("/r/b/c")).containsExactly(Map.entry("x", "b/c"));
  }

  @Test
  void aPathIsNotAPrefix() {
    add("GET /ok");

    assertThat(pattern("/okevil")).isNull();
    assertThat(pattern("/ok/evil")).isNull();
    assertThat(pattern("/OK")).isNull();
    assertThat(pattern("/ok")).isEqualTo("/ok");
  }

  @Test
  void methodsOfOnePathMayNameItsParametersDifferently() {
    add("GET /a/{x}", "DELETE /a/{y}");

    assertThat(parameters("/a/1")).containsExactly(Map.entry("x", "1"));
    assertThat(find("/a/1").entry(HttpMethod.DELETE).parameters(List.of("1")))
        .containsExactly(Map.entry("y", "1"));
  }

  @Test
  void reportsAllConflictsWithTheirModules() {
    table.add("metrics", route("GET /metrics"));
    table.add("console", route("GET /metrics"));
    table.add("a", route("GET /x/{one}"));
    table.add("b", route("GET /x/{two}"));
    table.add("b", route("POST /x/{two}"));

    assertThatThrownBy(table::requireNoConflict)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "2 conflicts between routes: GET /metrics of \"metrics\" and GET /metrics of \"console\" match the same"
                + " paths; GET /x/{one} of \"a\" and GET /x/{two} of \"b\" match the same paths. Give one of each"
                + " pair another path or method.");
  }

  /** The tree finds what trying all patterns finds, the strongest first from the left. */
  @Test
  void agreesWithTryingAllPatterns() {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      RouteTable tree = new RouteTable();
      Map<String, PathPattern> shapes = new TreeMap<>();
      for (int i = 0; i < 12; i++) {
        String text = randomPattern(random);
        PathPattern pattern = PathPattern.parse(text);
        if (shapes.putIfAbsent(shape(pattern), pattern) == null) {
          tree.add("test", route("GET " + text));
        }
      }
      for (int i = 0; i < 50; i++) {
        List<String> path = randomPath(random);
        RouteTable.@Nullable Match found = tree.find(path);
        String expected = naive(shapes.values(), path).map(RouteTableTest::shape).orElse(null);
        String actual = found == null ? null : shape(PathPattern.parse(found.pattern()));
        assertThat(actual).as("path %s of %s, seed %d", path, shapes, seed).isEqualTo(expected);
      }
    }
  }

  private static Optional<PathPattern> naive(Iterable<PathPattern> patterns, List<String> path) {
    List<PathPattern> matching = new ArrayList<>();
    for (PathPattern pattern : patterns) {
      if (matches(pattern, path)) {
        matching.add(pattern);
      }
    }
    return matching.stream().min(Comparator.comparing(RouteTableTest::kinds));
  }

  private static boolean matches(PathPattern pattern, List<String> path) {
    for (int i = 0; i < pattern.segments().size(); i++) {
      PathPattern.Segment segment = pattern.segments().get(i);
      if (i >= path.size()) {
        return false;
      }
      switch (segment.kind()) {
        case REST -> {
          return !path.get(path.size() - 1).isEmpty();
        }
        case LITERAL -> {
          if (!segment.text().equals(path.get(i))) {
            return false;
          }
        }
        case PARAMETER -> {
          if (path.get(i).isEmpty()) {
            return false;
          }
        }
      }
    }
    return path.size() == pattern.segments().size();
  }

  /** Sorts as the rule says: literal before parameter before rest, from the left. */
  private static String kinds(PathPattern pattern) {
    StringBuilder out = new StringBuilder();
    for (PathPattern.Segment segment : pattern.segments()) {
      out.append(
          switch (segment.kind()) {
            case LITERAL -> 'a';
            case PARAMETER -> 'b';
            case REST -> 'c';
          });
    }
    return out.toString();
  }

  private static String shape(PathPattern pattern) {
    StringBuilder out = new StringBuilder();
    for (PathPattern.Segment segment : pattern.segments()) {
      out.append('/')
          .append(segment.kind() == PathPattern.Kind.LITERAL ? segment.text() : segment.kind());
    }
    return out.toString();
  }

  private static String randomPattern(Random random) {
    StringBuilder out = new StringBuilder();
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      int kind = random.nextInt(5);
      boolean last = i == size - 1;
      out.append('/')
          .append(
              kind < 3 ? "" + "abc".charAt(kind) : last && kind == 4 ? "{r...}" : "{p" + i + "}");
    }
    return out.toString();
  }

  private static List<String> randomPath(Random random) {
    List<String> path = new ArrayList<>();
    int size = 1 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      boolean emptyEnd = i == size - 1 && random.nextInt(8) == 0;
      path.add(emptyEnd ? "" : "" + "abcd".charAt(random.nextInt(4)));
    }
    return path;
  }

  private void add(String... routes) {
    for (String route : routes) {
      table.add("test", route(route));
    }
    table.requireNoConflict();
  }

  private static Route route(String text) {
    String[] parts = text.split(" ", -1);
    return new Route(
        HttpMethod.valueOf(parts[0]), parts[1], Permission.PUBLIC, request -> Response.text(""));
  }

  private RouteTable.Match find(String path) {
    RouteTable.@Nullable Match match = match(path);
    assertThat(match).as(path).isNotNull();
    return match;
  }

  private RouteTable.@Nullable Match match(String path) {
    try {
      return table.find(RequestTarget.parse(path).segments());
    } catch (MalformedTargetException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private @Nullable String pattern(String path) {
    RouteTable.@Nullable Match match = match(path);
    return match == null ? null : match.pattern();
  }

  private Map<String, String> parameters(String path) {
    RouteTable.Match match = find(path);
    return match.entry(HttpMethod.GET).parameters(match.values());
  }
}
