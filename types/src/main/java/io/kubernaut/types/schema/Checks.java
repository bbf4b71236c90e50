package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kubernaut.types.internal.pattern.ShortcutPattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Compiles the constraints that a type declares. */
final class Checks {

  // By class, so that a type that holds itself ends, and nothing outlives the class.
  private static final ClassValue<Check> COMPILED =
      new ClassValue<>() {
        @Override
        protected Check computeValue(Class<?> type) {
          return compiled(type);
        }
      };

  private Checks() {}

  /** Returns the check of a record, of an interface over records, or of anything else: none. */
  static Check of(Class<?> type) {
    return COMPILED.get(type);
  }

  private static Check compiled(Class<?> type) {
    if (type.isRecord() && Checks.jsonValue(type).isEmpty()) {
      return record(type);
    }
    return type.isSealed() && type.isInterface() ? new Check.ByClass(Checks::of) : Check.NONE;
  }

  private static Check record(Class<?> type) {
    Components components = Components.of(type);
    String[] names = new String[components.count()];
    Check[] checks = new Check[components.count()];
    for (int i = 0; i < names.length; i++) {
      names[i] = components.jsonName(i);
      checks[i] =
          i == components.extra() ? Check.NONE : of(components.component(i).getAnnotatedType());
    }
    return new Check.Fields(components, names, checks);
  }

  private static Check of(AnnotatedType type) {
    List<Check> all = new ArrayList<>(declared(type, raw(type.getType())));
    Check inner = inner(type);
    if (inner != Check.NONE) {
      all.add(inner);
    }
    return all.isEmpty() ? Check.NONE : all.size() == 1 ? all.get(0) : new Check.All(all);
  }

  private static Check inner(AnnotatedType type) {
    Class<?> raw = raw(type.getType());
    if (type instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw)) {
        Check element = of(arguments[0]);
        return element == Check.NONE ? Check.NONE : new Check.Each(element);
      }
      if (Map.class.isAssignableFrom(raw)) {
        Check key = of(arguments[0]);
        Check value = of(arguments[1]);
        return key == Check.NONE && value == Check.NONE
            ? Check.NONE
            : new Check.Entries(key, value);
      }
    }
    // Looked up when it is needed: the type may be the one that is being compiled.
    return (raw.isRecord() && jsonValue(raw).isEmpty()) || (raw.isSealed() && raw.isInterface())
        ? new Check.ByClass(Checks::of)
        : Check.NONE;
  }

  private static List<Check> declared(AnnotatedElement type, Class<?> raw) {
    List<Check> checks = new ArrayList<>();
    for (Annotation annotation : type.getAnnotations()) {
      if (annotation instanceof NotBlank) {
        checks.add(
            new Check.Rule(v -> !((String) v).isBlank(), "must not be blank", "Fill it in."));
      } else if (annotation instanceof Min min) {
        checks.add(
            new Check.Rule(
                Bound.atLeast(min.value()),
                "must be at least " + Bound.text(min.value()),
                "Raise it."));
      } else if (annotation instanceof Max max) {
        checks.add(
            new Check.Rule(
                Bound.atMost(max.value()),
                "must be at most " + Bound.text(max.value()),
                "Lower it."));
      } else if (annotation instanceof Size size) {
        checks.add(size(size, raw == String.class ? " characters" : " elements"));
      } else if (annotation instanceof Matches matches) {
        checks.add(matches(matches));
      }
    }
    return checks;
  }

  private static Check size(Size size, String unit) {
    int min = size.min();
    int max = size.max();
    return new Check.Rule(
        v -> v instanceof String text ? isWithin(text, min, max) : isWithin(elements(v), min, max),
        "must have " + range(size) + unit,
        "Shorten or extend it.");
  }

  // A character is one or two units: most texts need not be counted.
  private static boolean isWithin(String text, int min, int max) {
    int units = text.length();
    return (units <= max && (units + 1) / 2 >= min)
        || isWithin(text.codePointCount(0, units), min, max);
  }

  private static boolean isWithin(int length, int min, int max) {
    return length >= min && length <= max;
  }

  private static int elements(Object value) {
    return value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
  }

  static String range(Size size) {
    if (size.max() == Integer.MAX_VALUE) {
      return "at least " + size.min();
    }
    return size.min() == 0 ? "at most " + size.max() : size.min() + " to " + size.max();
  }

  private static Check matches(Matches matches) {
    ShortcutPattern pattern = ShortcutPattern.compile(matches.value());
    return new Check.Rule(
        v -> pattern.matches((String) v),
        "must match " + matches.value(),
        matches.as().isEmpty() ? "Change it." : "Use " + matches.as() + ".");
  }

  static Class<?> raw(Type type) {
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  /** Returns the type that a value is written as, if it is not written as an object. */
  static java.util.Optional<Class<?>> jsonValue(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .<Class<?>>map(method -> method.getReturnType())
        .findFirst();
  }
}
