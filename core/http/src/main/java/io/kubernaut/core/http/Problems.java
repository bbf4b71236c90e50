package io.kubernaut.core.http;

/** The problems this package answers with. Their codes are part of the contract. */
final class Problems {

  private Problems() {}

  static ProblemDocument badPath(String rule) {
    return new ProblemDocument(400, "bad-target", "The request target is malformed: " + rule + ".");
  }

  static ProblemDocument badForm(String rule) {
    return new ProblemDocument(400, "bad-form", "The form is malformed: " + rule + ".");
  }
}
