package io.kubernaut.types.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request comes from: the {@code traceparent} header of W3C Trace Context.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param parentId 16 lower-case hex digits, not all zero
 * @param sampled whether the caller records the trace
 */
public record TraceParent(String traceId, String parentId, boolean sampled) {

  private static final Pattern SYNTAX =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern PARENT = Pattern.compile("(?!0{16})[0-9a-f]{16}");

  /**
   * Checks the ids.
   *
   * @param traceId the trace
   * @param parentId the caller's span
   * @param sampled whether it is recorded
   * @throws IllegalArgumentException if an id is malformed or all zero
   */
  public TraceParent {
    if (!TRACE.matcher(traceId).matches() || !PARENT.matcher(parentId).matches()) {
      throw new IllegalArgumentException(
          "Invalid trace context \""
              + traceId
              + "\", \""
              + parentId
              + "\". Use 32 and 16 lower-case hex digits, not all zero.");
    }
  }

  /**
   * Parses a header. Of a version that is not known yet, the known beginning is read.
   *
   * @param header the header's value
   * @return the context; empty if the header is invalid, for then a new trace begins
   */
  public static Optional<TraceParent> parse(String header) {
    Matcher parts = SYNTAX.matcher(header);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String version = parts.group(1);
    boolean tooLong = version.equals("00") && parts.group(5) != null;
    boolean valid =
        TRACE.matcher(parts.group(2)).matches() && PARENT.matcher(parts.group(3)).matches();
    if (version.equals("ff") || tooLong || !valid) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
    return Optional.of(new TraceParent(parts.group(2), parts.group(3), sampled));
  }

  /** Returns the header, of version 00. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + parentId + (sampled ? "-01" : "-00");
  }
}
