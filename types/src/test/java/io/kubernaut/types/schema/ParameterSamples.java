package io.kubernaut.types.schema;

import io.kubernaut.types.parameter.Parameter;
import io.kubernaut.types.parameter.ParameterType;
import io.kubernaut.types.parameter.Parameters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes parameters: what may stand in them depends on their type. */
final class ParameterSamples {

  private ParameterSamples() {}

  static Parameter parameter(Samples samples) {
    return parameter("P" + samples.random().nextInt(99), List.of(), samples);
  }

  static Parameters parameters(Samples samples) {
    List<Parameter> all = new ArrayList<>();
    for (int i = samples.random().nextInt(5); i > 0; i--) {
      boolean depends = !all.isEmpty() && samples.random().nextBoolean();
      List<String> others = depends ? List.of(all.get(all.size() - 1).name()) : List.of();
      all.add(parameter("P_" + i, others, samples));
    }
    return new Parameters(all, samples.unknown());
  }

  private static Parameter parameter(String name, List<String> dependsOn, Samples samples) {
    Random random = samples.random();
    ParameterType type = samples.below(ParameterType.class);
    boolean isNumber = type == ParameterType.INTEGER || type == ParameterType.FLOAT;
    boolean isText = type == ParameterType.STRING || type == ParameterType.ARRAY;
    return new Parameter(
        name,
        type,
        samples.maybe(String.class),
        random.nextBoolean() ? null : Boolean.valueOf(random.nextBoolean()),
        random.nextBoolean() ? null : value(type),
        random.nextBoolean() ? List.of() : List.of(element(type)),
        isText && random.nextBoolean() ? "^[a-z]" : null,
        bound(isNumber && random.nextBoolean(), "-1.50"),
        bound(isNumber && random.nextBoolean(), "12"),
        dependsOn,
        samples.unknown());
  }

  private static @Nullable BigDecimal bound(boolean isBound, String bound) {
    return isBound ? new BigDecimal(bound) : null;
  }

  private static RawJson value(ParameterType type) {
    return type == ParameterType.ARRAY ? RawJson.of("[\"abc\"]") : element(type);
  }

  private static RawJson element(ParameterType type) {
    return switch (type) {
      case STRING, ARRAY -> RawJson.of("\"abc\"");
      case INTEGER -> RawJson.of("3");
      case FLOAT -> RawJson.of("2.5");
      case BOOLEAN -> RawJson.of("true");
    };
  }
}
