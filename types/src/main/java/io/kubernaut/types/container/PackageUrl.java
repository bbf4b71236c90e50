package io.kubernaut.types.container;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a package in any ecosystem: {@code
 * pkg:type/namespace/name@version?qualifiers#subpath}.
 *
 * <p>What the type's rules make equal becomes equal here: case is folded where the ecosystem does
 * not mind it, and {@link #toString} is the canonical form. An image and its package URL name the
 * same thing: see {@link ImageReference#packageUrl()}.
 *
 * @see <a
 *     href="https://ecma-international.org/publications-and-standards/standards/ecma-427/">ECMA-427,
 *     Package-URL specification</a>
 * @param type the ecosystem, lower case, for example {@code maven}
 * @param namespace the group, vendor or owner; may have several segments
 * @param name the package
 * @param version the version, as the ecosystem writes it
 * @param qualifiers further qualifying facts, such as {@code arch}, sorted by name
 * @param subpath a place inside the package, relative to its root
 */
public record PackageUrl(
    String type,
    @Nullable String namespace,
    String name,
    @Nullable String version,
    Map<String, String> qualifiers,
    @Nullable String subpath) {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.-]*");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9._-]*");
  private static final int LONGEST = 8192;

  /**
   * Brings the parts into their canonical form. An empty text is the same as none.
   *
   * @param type the ecosystem, in any case
   * @param namespace the group, vendor or owner
   * @param name the package
   * @param version the version
   * @param qualifiers further qualifying facts; names in lower case
   * @param subpath a place inside the package
   * @throws IllegalArgumentException if a part is missing or breaks a rule of its type
   */
  public PackageUrl {
    type = type.toLowerCase(Locale.ROOT);
    if (!TYPE.matcher(type).matches()) {
      throw invalid(type, "a type has letters, digits, '.' and '-', a letter first");
    }
    qualifiers = sorted(qualifiers);
    PackageType rules = PackageType.of(type);
    namespace = rules.namespace(segments(namespace));
    name = rules.name(strip(name), qualifiers);
    version = rules.version(version == null || version.isEmpty() ? null : version);
    subpath = segments(subpath);
    rules.check(namespace, name, version, qualifiers);
  }

  private static Map<String, String> sorted(Map<String, String> qualifiers) {
    SortedMap<String, String> sorted = new TreeMap<>(qualifiers);
    sorted.values().removeIf(String::isEmpty);
    for (String key : sorted.keySet()) {
      if (!KEY.matcher(key).matches()) {
        throw invalid(
            key, "a qualifier's name has small letters, digits, '.', '-' and '_', a letter first");
      }
    }
    return Collections.unmodifiableMap(sorted);
  }

  private static @Nullable String segments(@Nullable String path) {
    if (path == null) {
      return null;
    }
    String joined =
        Arrays.stream(path.split("/"))
            .filter(segment -> !segment.isEmpty() && !segment.equals(".") && !segment.equals(".."))
            .collect(Collectors.joining("/"));
    return joined.isEmpty() ? null : joined;
  }

  private static String strip(String name) {
    return name.replaceAll("^/+|/+$", "");
  }

  /**
   * Parses a package URL.
   *
   * @param text for example {@code pkg:maven/org.apache.commons/io@1.3.4}
   * @return its parts, in canonical form
   * @throws IllegalArgumentException if the text breaks a rule, with the rule
   */
  @JsonCreator
  public static PackageUrl parse(String text) {
    return PackageUrlParser.parse(text, false);
  }

  /**
   * Parses what others have written: names of qualifiers may be in capitals, where {@link #parse}
   * refuses them.
   *
   * @param text a package URL
   * @return its parts, in canonical form
   * @throws IllegalArgumentException if the text breaks another rule
   */
  public static PackageUrl normalize(String text) {
    return PackageUrlParser.parse(text, true);
  }

  static IllegalArgumentException invalid(String text, String why) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, 80) + "…";
    return new IllegalArgumentException(
        "Invalid package URL \"%s\": %s. Write for example \"pkg:maven/org.apache.commons/io@1.3.4\"."
            .formatted(shown, why));
  }

  /** Returns the canonical form. */
  @Override
  @JsonValue
  public String toString() {
    StringBuilder text = new StringBuilder("pkg:").append(type).append('/');
    if (namespace != null) {
      text.append(path(namespace)).append('/');
    }
    text.append(PackageType.of(type).isPathName() ? path(name) : Percent.encode(name));
    if (version != null) {
      text.append('@').append(Percent.encode(version));
    }
    String separator = "?";
    for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
      text.append(separator).append(qualifier.getKey()).append('=');
      text.append(Percent.encode(qualifier.getValue()));
      separator = "&";
    }
    return (subpath == null ? text : text.append('#').append(path(subpath))).toString();
  }

  private static String path(String segments) {
    return Arrays.stream(segments.split("/")).map(Percent::encode).collect(Collectors.joining("/"));
  }
}
