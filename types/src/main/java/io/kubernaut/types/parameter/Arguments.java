package io.kubernaut.types.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Values of parameters that have been checked, defaults included.
 *
 * <p>Immutable; safe for any thread. Two are equal if the values are. Does not print the values, as
 * some may not be for everyone.
 */
public final class Arguments {

  private final Map<String, ParameterType> types;
  private final Map<String, RawJson> values;

  Arguments(Map<String, ParameterType> types, Map<String, RawJson> values) {
    this.types = Frozen.map(types);
    this.values = Frozen.map(values);
  }

  /**
   * Returns all values.
   *
   * @return as JSON, by the name of their parameter, in the order of the parameters
   */
  public Map<String, RawJson> values() {
    return values;
  }

  /**
   * Returns all values as texts, as environment variables take them: texts as they are, anything
   * else as JSON.
   *
   * @return by the name of their parameter, in the order of the parameters
   */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          JsonNode node = value.node();
          texts.put(name, node.isTextual() ? node.textValue() : value.json());
        });
    return Frozen.map(texts);
  }

  /**
   * Returns the value of a string.
   *
   * @param name the parameter
   * @return empty if there is no value
   * @throws IllegalArgumentException if there is no such parameter, or it is no string
   */
  public Optional<String> text(String name) {
    return node(name, ParameterType.STRING).map(JsonNode::textValue);
  }

  /**
   * Returns the value of an integer.
   *
   * @param name the parameter
   * @return empty if there is no value
   * @throws IllegalArgumentException if there is no such parameter, or it is no integer
   */
  public OptionalLong integer(String name) {
    return node(name, ParameterType.INTEGER).stream()
        .mapToLong(node -> node.decimalValue().longValueExact())
        .findFirst();
  }

  /**
   * Returns the value of a float.
   *
   * @param name the parameter
   * @return empty if there is no value
   * @throws IllegalArgumentException if there is no such parameter, or it is no float
   */
  public OptionalDouble number(String name) {
    return node(name, ParameterType.FLOAT).stream().mapToDouble(JsonNode::doubleValue).findFirst();
  }

  /**
   * Returns the value of a boolean.
   *
   * @param name the parameter
   * @return empty if there is no value
   * @throws IllegalArgumentException if there is no such parameter, or it is no boolean
   */
  public Optional<Boolean> flag(String name) {
    return node(name, ParameterType.BOOLEAN).map(JsonNode::booleanValue);
  }

  /**
   * Returns the elements of an array as texts.
   *
   * @param name the parameter
   * @return empty if there is no value
   * @throws IllegalArgumentException if there is no such parameter, or it is no array
   */
  public Optional<List<String>> list(String name) {
    return node(name, ParameterType.ARRAY)
        .map(
            array -> {
              List<String> elements = new ArrayList<>();
              array.forEach(element -> elements.add(element.asText()));
              return List.copyOf(elements);
            });
  }

  private Optional<JsonNode> node(String name, ParameterType type) {
    ParameterType declared = types.get(name);
    if (declared != type) {
      throw new IllegalArgumentException(
          "There is no parameter \""
              + name
              + "\" of the type "
              + type.jsonType()
              + (declared == null
                  ? ". There are " + types.keySet() + "."
                  : ": it is " + declared.look() + ". Ask for that."));
    }
    return Optional.ofNullable(values.get(name)).map(RawJson::node);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Arguments that
        && types.equals(that.types)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Returns the names of the parameters that have values. */
  @Override
  public String toString() {
    return "Arguments" + values.keySet();
  }
}
