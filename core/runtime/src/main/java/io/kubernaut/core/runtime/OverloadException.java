package io.kubernaut.core.runtime;

import java.util.concurrent.RejectedExecutionException;

/**
 * Says that something bounded is full and has refused more. Nothing was queued: the caller may shed
 * the work, answer "busy", or try later.
 */
public final class OverloadException extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  private final String resource;
  private final long limit;

  /**
   * Creates the refusal.
   *
   * @param resource what is full, for example {@code executor "orders": queue}
   * @param limit how much it holds at most
   */
  public OverloadException(String resource, long limit) {
    super(
        "Full: %s holds at most %d. Shed load, try later, or raise the limit."
            .formatted(resource, limit));
    this.resource = resource;
    this.limit = limit;
  }

  /**
   * Returns what is full.
   *
   * @return its name
   */
  public String resource() {
    return resource;
  }

  /**
   * Returns the limit that was reached.
   *
   * @return how much the resource holds at most
   */
  public long limit() {
    return limit;
  }
}
