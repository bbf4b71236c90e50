package io.kubernaut.types.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A document or value that breaks rules: all of them at once, each with its place and remedy. */
public final class InvalidDocumentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * Creates an exception.
   *
   * @param subject what was checked, for example {@code alert/1}
   * @param violations what is wrong; at least one
   */
  public InvalidDocumentException(String subject, List<Violation> violations) {
    super(message(subject, violations));
    this.violations = List.copyOf(violations);
  }

  private static String message(String subject, List<Violation> violations) {
    return violations.stream()
        .map(Violation::toString)
        .collect(
            Collectors.joining(
                "\n  ",
                violations.size()
                    + (violations.size() == 1 ? " problem in " : " problems in ")
                    + subject
                    + ":\n  ",
                ""));
  }

  /**
   * Returns what is wrong, in the order of the document.
   *
   * @return at least one violation
   */
  public List<Violation> violations() {
    return violations;
  }
}
