package io.kubernaut.types.schema;

import io.kubernaut.types.value.Secret;

/**
 * One thing wrong with a document or value.
 *
 * @param pointer where, as a JSON pointer; empty for the whole document
 * @param given what stood there, shortened, or a word such as {@code nothing}
 * @param rule which rule it breaks, for example {@code must be at least 1}
 * @param remedy what to do
 */
public record Violation(String pointer, String given, String rule, String remedy) {

  /** Returns the same without what stood there. */
  Violation redacted() {
    return new Violation(pointer, Secret.REDACTED, rule, remedy);
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "document" : pointer) + " = " + given + "  " + rule + ". " + remedy;
  }
}
