package io.kubernaut.core.http;

import org.jspecify.annotations.Nullable;

/**
 * Where a request points to, found out once and before anything is decided, because the rate limit
 * has to know whether it is a probe: a target and the routes of its path, or the refusal it will
 * get.
 */
final class Aim {

  private final @Nullable RequestTarget target;
  private final RouteTable.@Nullable Match match;
  private final ProblemDocument refusal;

  private Aim(
      @Nullable RequestTarget target, RouteTable.@Nullable Match match, ProblemDocument refusal) {
    this.target = target;
    this.match = match;
    this.refusal = refusal;
  }

  static Aim of(String raw, RouteTable table, HttpLimits limits) {
    if (raw.length() > limits.targetLength()) {
      return new Aim(null, null, Problems.targetTooLong(limits.targetLength()));
    }
    try {
      RequestTarget target = RequestTarget.parse(raw);
      return new Aim(target, table.find(target.segments()), Problems.notFound());
    } catch (MalformedTargetException malformed) {
      return new Aim(null, null, Problems.badTarget(malformed.rule()));
    }
  }

  /** Tells whether it points to a route that is answered whatever else goes on. */
  boolean isEssential(@Nullable HttpMethod method) {
    RouteTable.Entry entry = match == null ? null : match.entry(method);
    return entry != null && entry.route().essential();
  }

  RequestTarget target() {
    if (target == null) {
      throw new ProblemException(refusal);
    }
    return target;
  }

  RouteTable.Match match() {
    if (match == null) {
      throw new ProblemException(refusal);
    }
    return match;
  }
}
