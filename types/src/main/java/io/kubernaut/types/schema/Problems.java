package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;

/** Says in our words what a parser found. */
final class Problems {

  private Problems() {}

  static String of(Throwable e) {
    return e instanceof JacksonException jackson
        ? jackson.getOriginalMessage()
        : String.valueOf(e.getMessage());
  }

  static Violation tooLong(Limits limits) {
    return new Violation(
        "",
        "more than " + limits.maxBytes() + " bytes",
        "is longer than a document may be",
        "Split it, read it as a sequence, or raise Limits.maxBytes.");
  }

  /** Describes a document that is not well-formed or breaks a limit. */
  static Violation syntax(String mediaType, Throwable e) {
    if (e instanceof StreamConstraintsException) {
      return new Violation(
          "", place(e), "breaks a limit: " + of(e), "Raise Limits if it is right.");
    }
    return new Violation(
        pointer(e), place(e), "is not well-formed " + mediaType, first(of(e)) + ".");
  }

  /** Describes a well-formed document that its type refuses. */
  static Violation binding(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof IllegalArgumentException)) {
      cause = cause.getCause();
    }
    return new Violation(pointer(e), "the value", "is refused", first(of(cause)));
  }

  private static String place(Throwable e) {
    JsonLocation at = e instanceof JacksonException jackson ? jackson.getLocation() : null;
    return at == null ? "document" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static String pointer(Throwable e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(r -> r.getFieldName() == null ? "" + r.getIndex() : r.getFieldName())
            .map(segment -> "/" + Pointers.escape(segment))
            .collect(Collectors.joining())
        : "";
  }

  private static String first(String message) {
    return message.lines().findFirst().orElse("No reason was given");
  }
}
