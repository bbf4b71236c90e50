package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;

/**
 * A question about labels. All requirements must hold; without any, everything matches.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/">
 *     LabelSelector</a>
 * @param matchLabels labels that must have these values
 * @param matchExpressions further requirements
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "label-selector", version = 1)
public record LabelSelector(
    Map<String, String> matchLabels,
    List<Requirement> matchExpressions,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param matchLabels labels that must have these values
   * @param matchExpressions further requirements
   * @param extra fields this version does not know
   */
  public LabelSelector {
    matchLabels = Frozen.map(matchLabels);
    matchExpressions = Frozen.list(matchExpressions);
    extra = Frozen.map(extra);
  }

  /** How a label is looked at. */
  public enum Operator {
    /** It has one of the values. */
    @JsonProperty("In")
    IN,
    /** It is missing, or has another value. */
    @JsonProperty("NotIn")
    NOT_IN,
    /** It is there. */
    @JsonProperty("Exists")
    EXISTS,
    /** It is missing. */
    @JsonProperty("DoesNotExist")
    DOES_NOT_EXIST
  }

  /**
   * A requirement on one label.
   *
   * @param key which label
   * @param operator how it is looked at
   * @param values the values, for {@code In} and {@code NotIn}
   * @param extra fields this version does not know
   */
  @Sparse
  public record Requirement(
      String key, Open<Operator> operator, List<String> values, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param key which label
     * @param operator how it is looked at
     * @param values the values, for {@code In} and {@code NotIn}
     * @param extra fields this version does not know
     */
    public Requirement {
      values = Frozen.list(values);
      extra = Frozen.map(extra);
    }

    /**
     * Tells whether labels meet this requirement.
     *
     * @param labels the labels
     * @return true if so; false for an operator that is not known
     */
    public boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return operator
          .known()
          .map(
              known ->
                  switch (known) {
                    case IN -> value != null && values.contains(value);
                    case NOT_IN -> value == null || !values.contains(value);
                    case EXISTS -> value != null;
                    case DOES_NOT_EXIST -> value == null;
                  })
          .orElse(false);
    }
  }

  /**
   * Returns a selector for labels.
   *
   * @param labels the labels that must be there
   * @return the selector
   */
  public static LabelSelector of(Map<String, String> labels) {
    return new LabelSelector(labels, List.of(), Map.of());
  }

  /**
   * Tells whether labels meet all requirements.
   *
   * @param labels the labels
   * @return true if so
   */
  public boolean matches(Map<String, String> labels) {
    return labels.entrySet().containsAll(matchLabels.entrySet())
        && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
  }
}
