package io.kubernaut.types.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a package URL apart from right to left, as its specification says. */
final class PackageUrlParser {

  private static final Pattern SCHEME =
      Pattern.compile("pkg:/*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final int LONGEST = 8192;

  private final String text;
  private final boolean foldsKeys;
  private String rest;

  private PackageUrlParser(String text, boolean foldsKeys) {
    this.text = text;
    this.foldsKeys = foldsKeys;
    this.rest = text;
  }

  static PackageUrl parse(String text, boolean foldsKeys) {
    return new PackageUrlParser(text, foldsKeys).parse();
  }

  private PackageUrl parse() {
    if (text.length() > LONGEST) {
      throw PackageUrl.invalid(text, "it is longer than " + LONGEST + " characters");
    }
    String subpath = decodedSegments(behindLast('#'));
    Map<String, String> qualifiers = qualifiers(behindLast('?'));
    Matcher scheme = SCHEME.matcher(rest);
    if (!scheme.matches()) {
      throw PackageUrl.invalid(text, "it does not begin with \"pkg:\"");
    }
    rest = scheme.group(1);
    String type = beforeFirstSlash();
    boolean isPathName = PackageType.of(type.toLowerCase(Locale.ROOT)).isPathName();
    // An '@' before the last '/' begins a scope, as npm's: "@babel/core".
    String version = rest.lastIndexOf('@') > rest.lastIndexOf('/') ? behindLast('@') : null;
    if (version != null && rest.endsWith("/") && !isPathName) {
      throw PackageUrl.invalid(text, "it has no name before '@'");
    }
    rest = rest.replaceAll("^/+|/+$", "");
    int slash = isPathName ? rest.indexOf('/') : rest.lastIndexOf('/');
    return new PackageUrl(
        type,
        decodedSegments(slash < 0 ? null : rest.substring(0, slash)),
        decoded(rest.substring(slash + 1)),
        version == null ? null : decoded(version),
        qualifiers,
        subpath);
  }

  private @Nullable String behindLast(char separator) {
    int at = rest.lastIndexOf(separator);
    if (at < 0) {
      return null;
    }
    String behind = rest.substring(at + 1);
    rest = rest.substring(0, at);
    return behind;
  }

  private String beforeFirstSlash() {
    int slash = rest.indexOf('/');
    if (slash < 0) {
      throw PackageUrl.invalid(text, "it has a type and no name");
    }
    String before = rest.substring(0, slash);
    rest = rest.substring(slash + 1);
    return before;
  }

  private Map<String, String> qualifiers(@Nullable String pairs) {
    Map<String, String> qualifiers = new TreeMap<>();
    for (String pair : pairs == null || pairs.isEmpty() ? new String[0] : pairs.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (qualifiers.put(foldsKeys ? key.toLowerCase(Locale.ROOT) : key, value) != null) {
        throw PackageUrl.invalid(text, "the qualifier \"" + key + "\" comes twice");
      }
    }
    return qualifiers;
  }

  private @Nullable String decodedSegments(@Nullable String path) {
    if (path == null) {
      return null;
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      String decoded = decoded(segment);
      if (decoded.contains("/")) {
        throw PackageUrl.invalid(text, "the segment \"" + segment + "\" hides a '/'");
      }
      segments.add(decoded);
    }
    return String.join("/", segments);
  }

  private String decoded(String encoded) {
    String decoded = Percent.decode(encoded);
    if (decoded == null) {
      throw PackageUrl.invalid(text, "\"" + encoded + "\" is not UTF-8 in percent-encoding");
    }
    return decoded;
  }
}
