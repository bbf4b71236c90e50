package io.kubernaut.examples.types;

import io.kubernaut.types.catalogue.Catalogue;
import io.kubernaut.types.schema.Schema;
import java.util.Map;
import java.util.TreeMap;

/** The page of {@code io.kubernaut.types.catalogue}. */
public final class CataloguePage {

  private CataloguePage() {}

  /**
   * Collects the JSON Schemas of all types, as a schema registry wants them.
   *
   * @return the schemas as JSON, by name and version
   */
  public static Map<String, String> published() {
    Map<String, String> published = new TreeMap<>();
    for (Schema<?> schema : Catalogue.schemas()) {
      published.put(schema.toString(), schema.jsonSchema().toString());
    }
    return published;
  }
}
