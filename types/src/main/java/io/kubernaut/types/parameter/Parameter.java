package io.kubernaut.types.parameter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.internal.pattern.LinearPattern;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a workflow or an action: what may be given for it.
 *
 * @param name what it is called; letters, digits, {@code _}, {@code .} and {@code -}
 * @param type what kind of values it has
 * @param description what it is for, for people
 * @param required whether there must be a value; without it, there need not be one
 * @param defaultValue what is taken if nothing is given and {@code dependsOn} holds
 * @param allowed the values that are allowed, for arrays the elements; empty for any
 * @param pattern an expression in the syntax of Go that must match somewhere in the text, for
 *     arrays in each element
 * @param minimum the least number that is allowed
 * @param maximum the greatest number that is allowed
 * @param dependsOn parameters that must have values for this one to have one
 * @param extra fields of a later version
 */
@Sparse
@SchemaType(name = "parameter", version = 1)
public record Parameter(
    @Size(max = 128)
        @Matches(value = "[A-Za-z_][A-Za-z0-9_.-]*", as = "letters, digits, '_', '.' and '-'")
        String name,
    ParameterType type,
    @Nullable String description,
    @Nullable Boolean required,
    @JsonProperty("default") @Nullable RawJson defaultValue,
    @JsonProperty("enum") List<RawJson> allowed,
    @Nullable String pattern,
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    List<String> dependsOn,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param name what it is called
   * @param type what kind of values it has
   * @param description what it is for
   * @param required whether there must be a value
   * @param defaultValue what is taken if nothing is given
   * @param allowed the values that are allowed
   * @param pattern an expression that must match
   * @param minimum the least number that is allowed
   * @param maximum the greatest number that is allowed
   * @param dependsOn parameters that must have values
   * @param extra fields of a later version
   */
  public Parameter {
    allowed = Frozen.list(allowed);
    dependsOn = Frozen.list(dependsOn);
    extra = Frozen.map(extra);
  }

  /**
   * Returns a parameter for which anything of a type may be given, or nothing.
   *
   * @param name what it is called
   * @param type what kind of values it has
   * @return the parameter
   */
  public static Parameter of(String name, ParameterType type) {
    return new Parameter(
        name, type, null, null, null, List.of(), null, null, null, List.of(), Map.of());
  }

  /**
   * Tells whether there must be a value.
   *
   * @return true if it is required
   */
  public boolean isRequired() {
    return required != null && required;
  }

  Optional<RawJson> fallback() {
    return Optional.ofNullable(defaultValue).filter(value -> !value.json().equals("null"));
  }

  @Override
  public void validate(Violations found) {
    checkFit("pattern", pattern, type.hasPattern(), "strings and arrays", found);
    checkFit("minimum", minimum, type.isNumber(), "integers and floats", found);
    checkFit("maximum", maximum, type.isNumber(), "integers and floats", found);
    found.unless(
        minimum == null || maximum == null || minimum.compareTo(maximum) <= 0,
        "/minimum",
        minimum,
        "must not be above the maximum, " + maximum,
        "Swap them?");
    LinearPattern compiled = compiled(found);
    if (pattern == null || compiled != null) {
      new ArgumentCheck(this, compiled, found).own();
    }
  }

  private void checkFit(
      String field, @Nullable Object value, boolean fits, String types, Violations found) {
    found.unless(
        value == null || fits,
        "/" + field,
        value,
        "is for " + types + " only, not for " + type.jsonType(),
        "Leave it out, or change the type.");
  }

  private @Nullable LinearPattern compiled(Violations found) {
    try {
      return pattern == null ? null : LinearPattern.compile(pattern);
    } catch (IllegalArgumentException e) {
      found.add(
          "/pattern",
          pattern,
          "must be a regular expression of Go",
          String.valueOf(e.getMessage()));
      return null;
    }
  }
}
