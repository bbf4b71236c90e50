package io.kubernaut.core.runtime;

/** Puts a throwable in a sentence for people: its message if that says something, else its kind. */
final class Problem {

  private static final int LONGEST = 500;

  private Problem() {}

  static String of(Throwable cause) {
    String message = message(cause);
    String kind = cause.getClass().getSimpleName();
    String text = message.isBlank() ? kind : kind + ": " + message;
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  /** A throwable of the host may even fail to say its message. */
  private static String message(Throwable cause) {
    try {
      String message = cause.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException unreadable) {
      return "(its message failed with " + unreadable.getClass().getName() + ")";
    }
  }
}
