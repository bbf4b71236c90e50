package io.kubernaut.examples.types;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.patch.JsonPatch;
import io.kubernaut.types.patch.MergePatch;

/** The page of {@code io.kubernaut.types.patch}. */
public final class PatchPage {

  private PatchPage() {}

  /**
   * Carries what changed in one document over to another.
   *
   * @param before a document
   * @param after what became of it
   * @param other another document like it
   * @return the other document, changed the same way
   */
  public static JsonNode carriedOver(JsonNode before, JsonNode after, JsonNode other) {
    JsonPatch change = JsonPatch.between(before, after);
    return change.apply(other);
  }

  /**
   * Lays overrides over defaults.
   *
   * @param defaults what holds
   * @param overrides what holds instead; null takes a field away
   * @return both together
   */
  public static JsonNode overridden(JsonNode defaults, JsonNode overrides) {
    return MergePatch.apply(defaults, overrides);
  }
}
