package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The components of a record, with everything that is looked up by reflection looked up once. */
final class Components {

  private static final ClassValue<Components> ALL =
      new ClassValue<>() {
        @Override
        protected Components computeValue(Class<?> type) {
          return new Components(type);
        }
      };

  private final RecordComponent[] components;
  private final MethodHandle constructor;
  private final MethodHandle values;
  private final boolean[] mayBeMissing;
  private final @Nullable Object[] absent;
  private final int extra;

  private Components(Class<?> type) {
    components = type.getRecordComponents();
    int count = components.length;
    MethodHandle[] accessors = new MethodHandle[count];
    mayBeMissing = new boolean[count];
    absent = new Object[count];
    int extraAt = -1;
    try {
      constructor = constructor(type);
      for (int i = 0; i < count; i++) {
        accessors[i] = accessor(components[i].getAccessor());
        absent[i] = empty(components[i].getType());
        mayBeMissing[i] =
            absent[i] != null
                || components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
        extraAt = components[i].getAccessor().isAnnotationPresent(Extra.class) ? i : extraAt;
      }
      values = values(accessors);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be seen from here. Make it public, or open its package.", e);
    }
    this.extra = extraAt;
  }

  static Components of(Class<?> type) {
    return ALL.get(type);
  }

  private MethodHandle constructor(Class<?> type) throws IllegalAccessException {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (NoSuchMethodException e) {
      throw new AssertionError("A record always has its canonical constructor", e);
    }
  }

  private static MethodHandle accessor(Method accessor) throws IllegalAccessException {
    accessor.setAccessible(true);
    return MethodHandles.lookup()
        .unreflect(accessor)
        .asType(MethodType.methodType(Object.class, Object.class));
  }

  private static @Nullable Object empty(Class<?> type) {
    if (type == List.class || type == Collection.class) {
      return List.of();
    }
    return type == Map.class ? Map.of() : type == Set.class ? Set.of() : null;
  }

  // One handle for all: the virtual machine makes one piece of code of it, which a handle for each
  // component is not.
  private static MethodHandle values(MethodHandle[] accessors) {
    MethodHandle all =
        MethodHandles.filterArguments(
            MethodHandles.identity(Object[].class).asCollector(Object[].class, accessors.length),
            0,
            accessors);
    return MethodHandles.permuteArguments(
        all, MethodType.methodType(Object[].class, Object.class), new int[accessors.length]);
  }

  int count() {
    return components.length;
  }

  RecordComponent component(int index) {
    return components[index];
  }

  /** Returns the index of the component that a method is the accessor of, or -1. */
  int index(Method accessor) {
    for (int i = 0; i < components.length; i++) {
      if (components[i].getAccessor().equals(accessor)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the component's name in documents. */
  String jsonName(int index) {
    JsonProperty named = components[index].getAccessor().getAnnotation(JsonProperty.class);
    return named == null || named.value().isEmpty() ? components[index].getName() : named.value();
  }

  /** Returns the constructor, of the type {@code Object(Object[])}. */
  MethodHandle constructor() {
    return constructor;
  }

  /** Returns the values of all components of a record, in an array of the caller's own. */
  @Nullable Object[] values(Object owner) {
    try {
      return (Object[]) values.invokeExact(owner);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("An accessor threw: " + owner.getClass(), e);
    }
  }

  boolean mayBeMissing(int index) {
    return mayBeMissing[index];
  }

  /** Returns whether null is a value of the component, and not the absence of one. */
  boolean keepsNull(int index) {
    return components[index].getType() == RawJson.class;
  }

  /** Returns what stands for a missing value: an empty collection, or null. */
  @Nullable Object absent(int index) {
    return absent[index];
  }

  /** Returns the index of the component for unknown fields, or -1. */
  int extra() {
    return extra;
  }
}
