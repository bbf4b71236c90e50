package io.kubernaut.metrics.query;

import java.util.Objects;

/** A query went beyond a limit. */
public final class QueryLimitException extends QueryException {

  private static final long serialVersionUID = 1;

  private final QueryLimits.Limit limit;
  private final long allowed;

  /**
   * Says which limit it is.
   *
   * @param limit the limit
   * @param allowed its value
   * @param message what went beyond it and what to do
   */
  public QueryLimitException(QueryLimits.Limit limit, long allowed, String message) {
    super(limit.kind(), message);
    this.limit = Objects.requireNonNull(limit, "limit");
    this.allowed = allowed;
  }

  /**
   * Returns which limit it is.
   *
   * @return the limit
   */
  public QueryLimits.Limit limit() {
    return limit;
  }

  /**
   * Returns how much is allowed.
   *
   * @return the limit's value
   */
  public long allowed() {
    return allowed;
  }
}
