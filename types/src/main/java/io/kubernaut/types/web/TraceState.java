package io.kubernaut.types.web;

import io.kubernaut.types.schema.Frozen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What tracing systems note on a trace: the {@code tracestate} header of W3C Trace Context. The one
 * that wrote last stands first. At most 32 members; of a key that comes twice the first is kept.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#tracestate-header">Trace Context,
 *     tracestate</a>
 * @param members what each has noted, the last writer first
 */
public record TraceState(Map<String, String> members) {

  /** A trace without notes. */
  public static final TraceState EMPTY = new TraceState(Map.of());

  private static final int MOST_MEMBERS = 32;
  private static final Pattern KEY =
      Pattern.compile(
          "[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13}");
  private static final Pattern VALUE =
      Pattern.compile(
          "[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

  /**
   * Copies the collections.
   *
   * @param members what each has noted, the last writer first
   */
  public TraceState {
    members = Frozen.map(members);
  }

  /**
   * Parses headers. A list that breaks a rule is dropped as a whole, and the trace goes on without
   * it.
   *
   * @param headers the header's values, in the order they came
   * @return the members; none if a rule is broken
   */
  public static TraceState parse(String... headers) {
    Map<String, String> members = new LinkedHashMap<>();
    int count = 0;
    for (String member : String.join(",", headers).split(",", -1)) {
      String trimmed = strip(member);
      if (trimmed.isEmpty()) {
        continue;
      }
      int equals = trimmed.indexOf('=');
      if (equals < 0
          || !isMember(trimmed.substring(0, equals), trimmed.substring(equals + 1))
          || ++count > MOST_MEMBERS) {
        return EMPTY;
      }
      members.putIfAbsent(trimmed.substring(0, equals), trimmed.substring(equals + 1));
    }
    return new TraceState(members);
  }

  // Only blanks and tabs may stand around a member.
  private static String strip(String member) {
    return member.replaceAll("^[ \\t]+|[ \\t]+$", "");
  }

  private static boolean isMember(String key, String value) {
    return KEY.matcher(key).matches() && VALUE.matcher(value).matches();
  }

  /**
   * Notes something. It goes to the front; if there are 32 members already, the last is dropped.
   *
   * @param key who notes it, for example {@code vendor} or {@code tenant@vendor}
   * @param value what is noted
   * @return the trace's new notes
   * @throws IllegalArgumentException if key or value is not in the grammar
   */
  public TraceState with(String key, String value) {
    if (!isMember(key, value)) {
      throw new IllegalArgumentException(
          "Invalid member of tracestate %s=%s. Write the key in small letters and digits, and the value in ASCII without ',' and '='."
              .formatted(key, value));
    }
    Map<String, String> updated = new LinkedHashMap<>();
    updated.put(key, value);
    members.forEach(
        (other, noted) -> {
          if (!other.equals(key) && updated.size() < MOST_MEMBERS) {
            updated.put(other, noted);
          }
        });
    return new TraceState(updated);
  }

  /** Returns the header. */
  @Override
  public String toString() {
    return members.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
  }
}
