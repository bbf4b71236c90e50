package io.kubernaut.types.schema;

/**
 * A record with rules that concern more than one of its fields, checked together with the declared
 * constraints when a document is read or written.
 */
public interface Validated {

  /**
   * Adds what is wrong with this value.
   *
   * <pre>{@code
   * found.unless(
   *     endsAt.isAfter(startsAt), "/endsAt", endsAt, "must be after startsAt " + startsAt, "Swap them?");
   * }</pre>
   *
   * @param found where to add to
   */
  void validate(Violations found);
}
