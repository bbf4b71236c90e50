package io.kubernaut.types.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Pointers;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds an {@link OpenApi}. Used by one thread. */
public final class OpenApiBuilder {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private final ObjectNode info = JsonNodeFactory.instance.objectNode();
  private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
  private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();

  OpenApiBuilder(String title, String version) {
    info.put("title", title).put("version", version);
  }

  /**
   * Says what the API is for.
   *
   * @param description for people
   * @return this
   */
  public OpenApiBuilder description(String description) {
    info.put("description", description);
    return this;
  }

  /**
   * Adds an operation. Parameters of the path are described as texts.
   *
   * @param method the HTTP method
   * @param path the path, with its parameters in braces
   * @param operationId names it among all operations
   * @param summary what it does
   * @param responses what it answers, by status
   * @return this
   * @throws IllegalArgumentException if the path has this method already
   */
  public OpenApiBuilder operation(
      String method,
      String path,
      String operationId,
      String summary,
      Map<String, String> responses) {
    ObjectNode item = paths.withObject("/" + Pointers.escape(path));
    String verb = method.toLowerCase(Locale.ROOT);
    if (item.has(verb)) {
      throw new IllegalArgumentException(
          "%s %s is described twice. Keep one.".formatted(method, path));
    }
    ObjectNode operation = item.putObject(verb);
    operation.put("operationId", operationId).put("summary", summary);
    parameters(path, operation);
    ObjectNode answers = operation.putObject("responses");
    new TreeMap<>(responses)
        .forEach((status, text) -> answers.putObject(status).put("description", text));
    return this;
  }

  private static void parameters(String path, ObjectNode operation) {
    Matcher parameter = PARAMETER.matcher(path);
    while (parameter.find()) {
      ObjectNode described = operation.withArray("parameters").addObject();
      described.put("name", parameter.group(1)).put("in", "path").put("required", true);
      described.putObject("schema").put("type", "string");
    }
  }

  /**
   * Adds the schema of a type, under its name.
   *
   * @param type a type that is stored or sent
   * @return this
   */
  public OpenApiBuilder schema(Schema<?> type) {
    schemas.set(type.name(), type.jsonSchema());
    return this;
  }

  /**
   * Returns the description.
   *
   * @return the description, checked
   * @throws InvalidDocumentException if something is not as OpenAPI wants it
   */
  public OpenApi build() {
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    components.set("schemas", schemas);
    OpenApi api =
        new OpenApi(
            "3.1.1",
            RawJson.of(info),
            RawJson.of(paths),
            null,
            schemas.isEmpty() ? null : RawJson.of(components),
            Map.of());
    return Schema.of(OpenApi.class).require(api);
  }
}
