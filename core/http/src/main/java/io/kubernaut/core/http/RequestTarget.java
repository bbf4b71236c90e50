package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The path and query of a request line, parsed once. Routing, authorisation and handlers all see
 * this one reading, so there is nothing they could read differently.
 *
 * <p>That holds only if no text has two readings. So what other servers repair is refused here: dot
 * segments and empty segments (in plain and escaped form), an escaped slash or backslash, control
 * characters, overlong UTF-8, bytes outside of ASCII, and the absolute form, whose authority might
 * contradict the {@code Host} header. Nothing is normalised: {@code /metrics/} is another path than
 * {@code /metrics}, {@code /a;b} is a segment named {@code a;b}.
 *
 * @param segments the decoded segments; none for the root; the last one is empty if the path ends
 *     in a slash
 * @param path the decoded path, for messages and handlers
 * @param query the decoded query
 */
record RequestTarget(List<String> segments, String path, Parameters query) {

  /** RFC 3986, pchar without letters and digits, and the percent sign. */
  private static final String PATH_PUNCTUATION = "-._~!$&'()*+,;=:@%";

  static RequestTarget parse(String raw) throws MalformedTargetException {
    if (!raw.startsWith("/")) {
      throw new MalformedTargetException("the target does not start with '/'");
    }
    int question = raw.indexOf('?');
    int end = question < 0 ? raw.length() : question;
    List<String> segments = segments(raw, end);
    Parameters query =
        question < 0 ? Parameters.none() : Parameters.parse(raw.substring(question + 1));
    return new RequestTarget(segments, "/" + String.join("/", segments), query);
  }

  private static List<String> segments(String raw, int end) throws MalformedTargetException {
    List<String> segments = new ArrayList<>(4);
    int start = 1;
    while (start < end) {
      int slash = raw.indexOf('/', start);
      int stop = slash < 0 || slash > end ? end : slash;
      if (stop == start) {
        throw new MalformedTargetException("the path has an empty segment at index " + start);
      }
      segments.add(segment(raw, start, stop));
      start = stop + 1;
    }
    if (end > 1 && raw.charAt(end - 1) == '/') {
      segments.add("");
    }
    return List.copyOf(segments);
  }

  private static String segment(String raw, int start, int end) throws MalformedTargetException {
    for (int i = start; i < end; i++) {
      requirePathCharacter(raw, i);
    }
    String segment = PercentDecoder.decode(raw, start, end, false);
    if (segment.equals(".") || segment.equals("..")) {
      throw new MalformedTargetException("the path has a dot segment at index " + start);
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '/' || c == '\\' || Character.isISOControl(c)) {
        throw new MalformedTargetException(
            "the segment at index %d holds the escaped character 0x%02x".formatted(start, (int) c));
      }
    }
    return segment;
  }

  private static void requirePathCharacter(String raw, int index) throws MalformedTargetException {
    char c = raw.charAt(index);
    boolean alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!alphanumeric && PATH_PUNCTUATION.indexOf(c) < 0) {
      throw new MalformedTargetException(
          "the character 0x%02x at index %d must be escaped".formatted((int) c, index));
    }
  }
}
