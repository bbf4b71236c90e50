package io.kubernaut.examples.types;

import io.kubernaut.types.parameter.Arguments;
import io.kubernaut.types.parameter.Parameters;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Violation;
import java.util.List;
import java.util.Map;

/** The page of {@code io.kubernaut.types.parameter}. */
public final class ParameterPage {

  private ParameterPage() {}

  /**
   * Says how many replicas are wanted.
   *
   * @param definition the parameters, in YAML
   * @param environment what is given
   * @return how many
   */
  public static long replicas(byte[] definition, Map<String, String> environment) {
    Parameters parameters = Codecs.yaml(Parameters.class).read(definition);
    Arguments arguments = parameters.parse(environment);
    return arguments.integer("REPLICAS").orElseThrow();
  }

  /**
   * Finds everything that is wrong with what is given.
   *
   * @param parameters the parameters
   * @param environment what is given
   * @return the problems; none if it is right
   */
  public static List<Violation> problems(Parameters parameters, Map<String, String> environment) {
    try {
      parameters.parse(environment);
      return List.of();
    } catch (InvalidDocumentException e) {
      return e.violations();
    }
  }
}
