package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The path of a route, cut into segments.
 *
 * @param segments the segments in order; none for the root
 */
record PathPattern(List<Segment> segments) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@-]+");

  /** What a segment of a path is compared with. */
  enum Kind {
    /** The text itself. */
    LITERAL,
    /** Any one segment. */
    PARAMETER,
    /** All segments that are left, at least one. */
    REST
  }

  /**
   * One segment.
   *
   * @param kind how it is compared
   * @param text the literal text, or the name of the parameter
   */
  record Segment(Kind kind, String text) {}

  static PathPattern parse(String pattern) {
    if (!pattern.startsWith("/")) {
      throw invalid(pattern, "it does not start with '/'");
    }
    List<Segment> segments = new ArrayList<>();
    if (pattern.length() > 1) {
      for (String text : pattern.substring(1).split("/", -1)) {
        if (!segments.isEmpty() && segments.get(segments.size() - 1).kind() == Kind.REST) {
          throw invalid(pattern, "only the last segment may take the rest");
        }
        segments.add(segment(pattern, text));
      }
    }
    requireDistinctNames(pattern, segments);
    return new PathPattern(List.copyOf(segments));
  }

  private static Segment segment(String pattern, String text) {
    if (text.startsWith("{") && text.endsWith("}")) {
      boolean rest = text.endsWith("...}");
      String name = text.substring(1, text.length() - (rest ? 4 : 1));
      if (!NAME.matcher(name).matches()) {
        throw invalid(pattern, "\"" + name + "\" is no parameter name");
      }
      return new Segment(rest ? Kind.REST : Kind.PARAMETER, name);
    }
    if (!LITERAL.matcher(text).matches() || text.equals(".") || text.equals("..")) {
      throw invalid(pattern, "\"" + text + "\" is no literal segment");
    }
    return new Segment(Kind.LITERAL, text);
  }

  private static void requireDistinctNames(String pattern, List<Segment> segments) {
    Set<String> names = new HashSet<>();
    for (Segment segment : segments) {
      if (segment.kind() != Kind.LITERAL && !names.add(segment.text())) {
        throw invalid(pattern, "parameter \"" + segment.text() + "\" occurs twice");
      }
    }
  }

  private static IllegalArgumentException invalid(String pattern, String rule) {
    return new IllegalArgumentException(
        ("Invalid path pattern \"%s\": %s. Use literal segments, {name} for one segment and {name...} for the"
                + " rest, for example \"/api/v1/label/{name}/values\".")
            .formatted(pattern, rule));
  }
}
