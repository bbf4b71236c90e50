package io.kubernaut.metrics.query;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A query was not answered. The kind says whose fault it is, the message what to do about it. */
public sealed class QueryException extends RuntimeException permits QueryLimitException {

  private static final long serialVersionUID = 1;

  /** Why a query was not answered. */
  public enum Kind {
    /** It is no query, or its parameters make no sense. */
    BAD_DATA,
    /** It can not be evaluated on these series. */
    EXECUTION,
    /** It took too long. */
    TIMEOUT,
    /** Whoever asked is not interested any more. */
    CANCELED,
    /** There are too many queries already. */
    UNAVAILABLE,
    /** Something is broken on this side. */
    INTERNAL
  }

  private final Kind kind;

  /**
   * Says why.
   *
   * @param kind whose fault it is
   * @param message what is wrong and what to do about it
   */
  public QueryException(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * Says why.
   *
   * @param kind whose fault it is
   * @param message what is wrong and what to do about it
   * @param cause what happened, or null
   */
  public QueryException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /**
   * Returns whose fault it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }
}
