package io.kubernaut.metrics.query.internal.remote;

/** What was sent can not be read. */
public final class MalformedMessageException extends Exception {

  private static final long serialVersionUID = 1;

  MalformedMessageException(String message) {
    // No stack: it says something about the sender, not about this program.
    super(message, null, false, false);
  }
}
