/**
 * All types that are stored or sent, in one place: what a schema registry, a documentation page or
 * a migration tool walks over.
 *
 * <pre>{@code
 * for (Schema<?> schema : Catalogue.schemas()) {
 *   publish(schema.toString(), schema.jsonSchema());     // decision/1, …
 * }
 * Catalogue.named("decision").map(Schema::version);      // Optional[1]
 * }</pre>
 */
package io.kubernaut.types.catalogue;
