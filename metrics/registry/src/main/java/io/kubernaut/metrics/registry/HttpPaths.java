package io.kubernaut.metrics.registry;

import org.jspecify.annotations.Nullable;

/**
 * Turns the path of an HTTP request into one that may be a label: identifiers become {@code :id},
 * the rest stays.
 *
 * <pre>{@code
 * HttpPaths.normalize("/orders/4711/items/3f2504e0-4f89-11d3-9a0c-0305e82c3301?expand=true")
 *     // "/orders/:id/items/:id"
 * }</pre>
 *
 * <p>A segment is taken for an identifier when it
 *
 * <ul>
 *   <li>has digits only, a sign and separators aside: {@code 42}, {@code -1}, {@code 2026-01-31},
 *       {@code 10.0.0.7};
 *   <li>is a UUID, with or without hyphens or braces, or has eight or more hexadecimal characters
 *       with a digit among them: {@code 5f3a9c1b}, a Git hash, an object id;
 *   <li>is a ULID, or has sixteen or more characters with letters and at least three digits: keys
 *       and tokens;
 *   <li>holds {@code @} or a percent-encoded character: an address or free text;
 *   <li>ends in a hyphen or underscore and four or more digits: {@code order-20391};
 *   <li>or is longer than 64 characters.
 * </ul>
 *
 * <p>Words such as {@code v1}, {@code api2}, {@code oauth2} or {@code index.html} stay. The query
 * and the fragment are cut off, repeated slashes are one, a slash at the end goes, and what is
 * deeper than twelve segments becomes {@code /:more}. Where a framework knows its route templates,
 * use those instead: nothing is guessed there.
 *
 * <p>Safe for any thread, does not throw, and allocates nothing for a path that stays as it is.
 */
public final class HttpPaths {
  private static final String ID = ":id";
  private static final int DEEPEST = 12;
  private static final int LONGEST_WORD = 64;
  private static final int SHORTEST_HEX = 8;
  private static final int SHORTEST_TOKEN = 16;
  private static final int DIGITS_OF_A_TOKEN = 3;
  private static final int SHORTEST_SUFFIX = 4;

  private HttpPaths() {}

  /**
   * Normalises a path.
   *
   * @param path the path of a request, with or without query
   * @return a path with a bounded number of forms; {@code "/"} for one that is empty
   */
  public static String normalize(String path) {
    int end = endOfPath(path);
    StringBuilder changed = null;
    int written = 0; // how much of the path the changed one holds already
    int depth = 0;
    for (int i = 0; i < end; ) {
      int from = path.charAt(i) == '/' ? i + 1 : i;
      int to = endOfSegment(path, from, end);
      if (to == from && (to < end || from > 1)) { // an empty segment: a repeated or final slash
        changed = opened(changed, path, written, i);
        written = from;
      } else if (++depth > DEEPEST) {
        return opened(changed, path, written, i).append("/:more").toString();
      } else if (isIdentifier(path, from, to)) {
        changed = opened(changed, path, written, i).append('/').append(ID);
        written = to;
      }
      i = to;
    }
    return finished(changed, path, written, end);
  }

  private static StringBuilder opened(
      @Nullable StringBuilder changed, String path, int written, int to) {
    StringBuilder text = changed == null ? new StringBuilder(path.length() + 8) : changed;
    return text.append(path, written, Math.max(written, to));
  }

  private static String finished(
      @Nullable StringBuilder changed, String path, int written, int end) {
    if (changed == null) {
      return end == 0 ? "/" : end == path.length() ? path : path.substring(0, end);
    }
    changed.append(path, written, Math.max(written, end));
    return changed.length() == 0 ? "/" : changed.toString();
  }

  private static int endOfPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '?' || c == '#' || c == ';') {
        return i;
      }
    }
    return path.length();
  }

  private static int endOfSegment(String path, int from, int end) {
    int to = path.indexOf('/', from);
    return to < 0 || to > end ? end : to;
  }

  private static boolean isIdentifier(String path, int from, int to) {
    int length = to - from;
    int digits = 0;
    int hex = 0;
    int letters = 0;
    int marks = 0;
    int tail = 0; // digits at the end
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      tail = isDigit(c) ? tail + 1 : 0;
      if (isDigit(c)) {
        digits++;
      } else if (isHexLetter(c)) {
        hex++;
      } else if (isLetter(c)) {
        letters++;
      } else if (c == '@' || c == '%') {
        return true;
      } else {
        marks++;
      }
    }
    return length > LONGEST_WORD
        || (digits > 0 && hex == 0 && letters == 0)
        || (digits > 0
            && letters == 0
            && digits + hex >= SHORTEST_HEX
            && isHexadecimal(path, from, to))
        || (length >= SHORTEST_TOKEN && marks == 0 && digits >= DIGITS_OF_A_TOKEN)
        || (tail >= SHORTEST_SUFFIX && tail < length && isSeparator(path.charAt(to - tail - 1)));
  }

  /** Whether all is hexadecimal but the hyphens and braces of a UUID. */
  private static boolean isHexadecimal(String path, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      if (!isDigit(c) && !isHexLetter(c) && c != '-' && c != '{' && c != '}') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || c == ':';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexLetter(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c);
  }
}
