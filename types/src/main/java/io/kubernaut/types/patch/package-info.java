/**
 * Differences between JSON documents: JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396).
 *
 * <pre>{@code
 * JsonPatch change = JsonPatch.between(before, after);
 * change.apply(before).equals(after);                       // true
 * JsonPatch.of(Trees.json(bytes)).apply(document);          // or InvalidDocumentException
 * MergePatch.apply(defaults, Trees.yaml(overrides));
 * }</pre>
 */
package io.kubernaut.types.patch;
