package io.kubernaut.types.web;

import io.kubernaut.types.schema.Frozen;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link to something related: one value of the header {@code Link}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288, Web Linking</a>
 * @param target where it leads
 * @param relation how it is related, for example {@code next}; several words are several relations
 * @param parameters what else is said about it
 */
public record Link(URI target, String relation, Map<String, String> parameters) {

  private static final Pattern TARGET = Pattern.compile("\\s*<([^>]*)>");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\s*;\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;,\"]+)))?");
  private static final Pattern END = Pattern.compile("\\s*(?:,[\\s,]*|$)");

  /**
   * Copies the collections.
   *
   * @param target where it leads
   * @param relation how it is related, for example {@code next}; several words are several
   *     relations
   * @param parameters what else is said about it
   * @throws IllegalArgumentException if there is no relation
   */
  public Link {
    if (relation.isBlank()) {
      throw new IllegalArgumentException(
          "The link to " + target + " has no relation. Name one, for example \"next\".");
    }
    parameters = Frozen.map(parameters);
  }

  /**
   * Parses a header.
   *
   * @param header the header's value
   * @return its links, in their order
   * @throws IllegalArgumentException if it is no list of links, each with a relation; a {@code rel}
   *     that names none is none
   */
  public static List<Link> parse(String header) {
    List<Link> links = new ArrayList<>();
    int at = 0;
    while (at < header.length()) {
      Matcher target = region(TARGET, header, at);
      at = target.end();
      Map<String, String> parameters = new LinkedHashMap<>();
      Matcher parameter = PARAMETER.matcher(header).region(at, header.length());
      while (parameter.lookingAt()) {
        parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value(parameter));
        at = parameter.end();
        parameter.region(at, header.length());
      }
      at = region(END, header, at).end();
      links.add(link(header, target.group(1), parameters));
    }
    return List.copyOf(links);
  }

  private static Link link(String header, String target, Map<String, String> parameters) {
    String relation = parameters.remove("rel");
    // A rel without a value, or with an empty one, names no relation: it is as good as missing.
    if (relation == null || relation.isBlank()) {
      throw invalid(header, null);
    }
    try {
      return new Link(new URI(target), relation, parameters);
    } catch (java.net.URISyntaxException e) {
      throw invalid(header, e);
    }
  }

  private static Matcher region(Pattern pattern, String header, int at) {
    Matcher matcher = pattern.matcher(header).region(at, header.length());
    if (!matcher.lookingAt()) {
      throw invalid(header, null);
    }
    return matcher;
  }

  private static String value(Matcher parameter) {
    if (parameter.group(2) != null) {
      return parameter.group(2).replaceAll("\\\\(.)", "$1");
    }
    return parameter.group(3) == null ? "" : parameter.group(3);
  }

  private static IllegalArgumentException invalid(String header, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Not a list of links: %s. Write for example </orders?offset=50>; rel=\"next\"."
            .formatted(header),
        cause);
  }

  /** Returns the link as it stands in the header. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<").append(target).append('>');
    append(text, "rel", relation);
    parameters.forEach((name, value) -> append(text, name, value));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, String value) {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
    text.append("; ").append(name).append("=\"").append(quoted).append('"');
  }
}
