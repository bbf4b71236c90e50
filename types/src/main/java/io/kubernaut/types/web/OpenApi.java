package io.kubernaut.types.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The description of an HTTP API, OpenAPI 3.1.
 *
 * <p>The whole document is checked when it is read or written: which objects there are, which
 * fields they have, which must be there, which exclude each other. JSON Schemas in it are checked
 * for their structure. References are not followed.
 *
 * <pre>{@code
 * OpenApi api =
 *     OpenApi.builder("Orders", "1.4.0")
 *         .operation("get", "/orders/{id}", "readOrder", "Reads an order.", Map.of("200", "The order."))
 *         .build();
 * Codecs.yaml(OpenApi.class).write(api);
 * }</pre>
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI Specification 3.1</a>
 * @param openapi the version of the specification, 3.1 and a patch number
 * @param info what the API is called
 * @param paths what it offers
 * @param webhooks what it calls
 * @param components what its parts share
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "openapi", version = 1)
public record OpenApi(
    String openapi,
    RawJson info,
    @Nullable RawJson paths,
    @Nullable RawJson webhooks,
    @Nullable RawJson components,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param openapi the version of the specification, 3.1 and a patch number
   * @param info what the API is called
   * @param paths what it offers
   * @param webhooks what it calls
   * @param components what its parts share
   * @param extra fields this version does not know
   */
  public OpenApi {
    extra = Frozen.map(extra);
  }

  /**
   * One thing that the API offers.
   *
   * @param method the HTTP method, in small letters
   * @param path the path, with its parameters in braces
   * @param operationId names it among all operations
   * @param summary what it does
   * @param responses the statuses it answers with
   */
  public record Operation(
      String method,
      String path,
      @Nullable String operationId,
      @Nullable String summary,
      Set<String> responses) {

    /**
     * Copies the collections.
     *
     * @param method the HTTP method, in small letters
     * @param path the path, with its parameters in braces
     * @param operationId names it among all operations
     * @param summary what it does
     * @param responses the statuses it answers with
     */
    public Operation {
      responses = Frozen.set(responses);
    }
  }

  /**
   * Starts a description.
   *
   * @param title the API's name
   * @param version the API's version
   * @return a builder
   */
  public static OpenApiBuilder builder(String title, String version) {
    return new OpenApiBuilder(title, version);
  }

  @Override
  public void validate(Violations found) {
    new OpenApiStructure(found).check(tree());
  }

  private ObjectNode tree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("openapi", openapi);
    put(tree, "info", info);
    put(tree, "paths", paths);
    put(tree, "webhooks", webhooks);
    put(tree, "components", components);
    extra.forEach((name, value) -> put(tree, name, value));
    return tree;
  }

  private static void put(ObjectNode tree, String name, @Nullable RawJson value) {
    if (value != null) {
      tree.set(name, value.node());
    }
  }

  /**
   * Returns the API's name.
   *
   * @return its title
   */
  public String title() {
    return info.node().path("title").asText();
  }

  /**
   * Returns the API's version.
   *
   * @return not the specification's
   */
  public String version() {
    return info.node().path("version").asText();
  }

  /**
   * Returns what the API offers.
   *
   * @return the operations, in the order of the document
   */
  public List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    if (paths != null) {
      paths.node().properties().forEach(path -> add(path.getKey(), path.getValue(), all));
    }
    return List.copyOf(all);
  }

  private static void add(String path, JsonNode item, List<Operation> all) {
    for (Map.Entry<String, JsonNode> field : item.properties()) {
      if (OpenApiStructure.METHODS.contains(field.getKey())) {
        JsonNode operation = field.getValue();
        Set<String> responses = new LinkedHashSet<>();
        operation.path("responses").fieldNames().forEachRemaining(responses::add);
        all.add(
            new Operation(
                field.getKey(),
                path,
                operation.path("operationId").textValue(),
                operation.path("summary").textValue(),
                responses));
      }
    }
  }
}
