package io.kubernaut.types.parameter;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of values a parameter has. */
public enum ParameterType {
  /** Text. */
  @JsonProperty("string")
  STRING("string", "text"),
  /** A whole number of 64 bits; {@code 3.0} is one, too. */
  @JsonProperty("integer")
  INTEGER("integer", "a whole number of 64 bits"),
  /** True or false. */
  @JsonProperty("boolean")
  BOOLEAN("boolean", "true or false"),
  /** Texts, numbers and booleans, in order. */
  @JsonProperty("array")
  ARRAY("array", "an array of texts, numbers or booleans"),
  /** A number that a double can hold. */
  @JsonProperty("float")
  FLOAT("number", "a number that a double can hold");

  private final String jsonType;
  private final String look;

  ParameterType(String jsonType, String look) {
    this.jsonType = jsonType;
    this.look = look;
  }

  /** Returns the type in JSON Schema. */
  String jsonType() {
    return jsonType;
  }

  /** Returns what values look like, for messages. */
  String look() {
    return look;
  }

  boolean isNumber() {
    return this == INTEGER || this == FLOAT;
  }

  boolean hasPattern() {
    return this == STRING || this == ARRAY;
  }
}
