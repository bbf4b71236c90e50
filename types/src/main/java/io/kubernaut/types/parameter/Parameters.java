package io.kubernaut.types.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.schema.Violations;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All parameters of a workflow or an action.
 *
 * <p>Parameters may depend on others; in a circle they may not, as none of its members could be
 * given first.
 *
 * @param parameters the parameters, each name once
 * @param extra fields of a later version
 */
@SchemaType(name = "parameters", version = 1)
public record Parameters(
    @Size(max = 1000) List<Parameter> parameters, @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param parameters the parameters
   * @param extra fields of a later version
   */
  public Parameters {
    parameters = Frozen.list(parameters);
    extra = Frozen.map(extra);
  }

  /**
   * Returns parameters.
   *
   * @param parameters the parameters, each name once
   * @return the same, checked
   * @throws InvalidDocumentException if they break a rule, with all problems
   */
  public static Parameters of(Collection<Parameter> parameters) {
    Parameters all = new Parameters(List.copyOf(parameters), Map.of());
    return Schema.of(Parameters.class).require(all);
  }

  /**
   * Reads the parameters of a definition that keeps them as JSON, such as a RemediationWorkflow.
   *
   * @param parameters one JSON object each
   * @return the parameters
   * @throws InvalidDocumentException if they break a rule, with all problems
   */
  public static Parameters ofJson(Collection<RawJson> parameters) {
    String document =
        parameters.stream()
            .map(RawJson::json)
            .collect(Collectors.joining(",", "{\"parameters\":[", "]}"));
    return Codecs.json(Parameters.class).read(document.getBytes(UTF_8));
  }

  @Override
  public void validate(Violations found) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      found.unless(
          names.add(parameter.name()),
          "/parameters/" + i + "/name",
          parameter.name(),
          "must not be the name of another parameter",
          "Rename one of them.");
    }
    for (int i = 0; i < parameters.size(); i++) {
      for (String other : parameters.get(i).dependsOn()) {
        found.unless(
            names.contains(other),
            "/parameters/" + i + "/dependsOn",
            other,
            "must be a parameter",
            "Declare it, or correct the name.");
      }
    }
    new ParameterOrder(parameters).cycles().forEach(cycle -> refuse(cycle, found));
  }

  private static void refuse(List<String> cycle, Violations found) {
    found.add(
        "/parameters",
        String.join(" → ", cycle),
        "must not depend on each other in a circle",
        "Take one dependsOn away.");
  }

  /**
   * Checks what is given, and fills in defaults.
   *
   * @param given values by the name of their parameter; JSON null is as good as nothing
   * @return what is given, and the defaults of what is not
   * @throws InvalidDocumentException if anything breaks a rule, with all problems; pointers start
   *     with the name of the parameter
   */
  public Arguments arguments(Map<String, RawJson> given) {
    return new Binding(this, given).arguments();
  }

  /**
   * Reads arguments from texts, as environment variables and command lines have them: {@code true}
   * and {@code false}, numbers as in JSON, arrays as in JSON or their elements with commas between
   * them.
   *
   * @param given texts by the name of their parameter
   * @return what is given, and the defaults of what is not
   * @throws InvalidDocumentException if anything breaks a rule, with all problems; pointers start
   *     with the name of the parameter
   */
  public Arguments parse(Map<String, String> given) {
    Map<String, ParameterType> types =
        parameters.stream()
            .collect(Collectors.toMap(Parameter::name, Parameter::type, (a, b) -> a));
    Map<String, RawJson> values = new LinkedHashMap<>();
    given.forEach(
        (name, text) ->
            values.put(
                name, ArgumentText.json(types.getOrDefault(name, ParameterType.STRING), text)));
    return arguments(values);
  }

  /**
   * Returns the JSON Schema (2020-12) of what may be given.
   *
   * @return a tree of the caller's own
   */
  public ObjectNode jsonSchema() {
    return ParameterSchema.of(parameters);
  }

  static InvalidDocumentException refused(List<Violation> violations) {
    return new InvalidDocumentException("arguments", violations);
  }
}
