package io.kubernaut.types.parameter;

import io.kubernaut.types.schema.Pointers;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violations;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings parameters and what is given for them together. */
final class Binding {

  private static final int MOST_SHOWN = 20;

  private final Parameters parameters;
  private final Map<String, RawJson> given = new LinkedHashMap<>();
  private final Map<String, RawJson> values = new LinkedHashMap<>();
  // What has a value, be it right or wrong: so one problem is told once.
  private final Set<String> present = new HashSet<>();
  private final Violations found = new Violations();

  Binding(Parameters parameters, Map<String, RawJson> given) {
    this.parameters = parameters;
    this.given.putAll(given);
    this.given.values().removeIf(value -> value.json().equals("null"));
  }

  Arguments arguments() {
    refuseUnknown();
    new ParameterOrder(parameters.parameters()).inOrder().forEach(this::bind);
    if (!found.found().isEmpty()) {
      throw Parameters.refused(found.found());
    }
    Map<String, ParameterType> types = new LinkedHashMap<>();
    Map<String, RawJson> declared = new LinkedHashMap<>();
    for (Parameter parameter : parameters.parameters()) {
      types.put(parameter.name(), parameter.type());
      RawJson value = values.get(parameter.name());
      if (value != null) {
        declared.put(parameter.name(), value);
      }
    }
    return new Arguments(types, declared);
  }

  private void refuseUnknown() {
    List<String> names = parameters.parameters().stream().map(Parameter::name).toList();
    Set<String> known = new HashSet<>(names);
    given.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            found.add(pointer(name), value, "is not a parameter", some(names));
          }
        });
  }

  private static String some(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())));
    return names.isEmpty() ? "There is none." : "There are " + some + ".";
  }

  private void bind(Parameter parameter) {
    String name = parameter.name();
    RawJson value = given.get(name);
    boolean isReady = present.containsAll(parameter.dependsOn());
    if (value == null && isReady) {
      value = parameter.fallback().orElse(null);
    } else if (value != null) {
      checkGiven(parameter, value);
    }
    if (value != null) {
      present.add(name);
      values.put(name, value);
    }
    found.unless(
        value != null || !parameter.isRequired(),
        pointer(name),
        null,
        "must be given",
        "Give " + parameter.type().look() + ".");
  }

  private void checkGiven(Parameter parameter, RawJson value) {
    new ArgumentCheck(parameter, found).value(pointer(parameter.name()), value.node());
    for (String other : parameter.dependsOn()) {
      found.unless(
          present.contains(other),
          pointer(parameter.name()),
          value,
          "needs a value of " + other,
          "Give that one, too, or none of them.");
    }
  }

  private static String pointer(String name) {
    return "/" + Pointers.escape(name);
  }
}
