package io.kubernaut.types.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Samples;
import io.kubernaut.types.schema.Schema;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What holds for every public type of the module. */
@Tag("BR-TYPE-001")
class PublicTypesTest {

  private static final Set<String> MUTABLE_OR_LOCAL =
      Set.of(
          "java.util.Date",
          "java.util.Calendar",
          "java.time.LocalDateTime",
          "java.time.ZonedDateTime",
          "java.util.ArrayList",
          "java.util.HashMap",
          "com.fasterxml.jackson.databind.JsonNode",
          "com.fasterxml.jackson.databind.node.ObjectNode");

  /** Types whose business is to change, used by one thread: collectors and builders. */
  private static final Set<String> CHANGING = Set.of("Violations", "Secret");

  @TestFactory
  Stream<DynamicTest> isFinalOrSealedOrAnInterface() {
    return each(
        TypesOfTheModule.all(),
        type -> {
          boolean isClosed =
              Modifier.isFinal(type.getModifiers())
                  || type.isSealed()
                  || type.isInterface()
                  || type.isEnum();
          assertThat(isClosed || Throwable.class.isAssignableFrom(type)).as("%s", type).isTrue();
        });
  }

  @TestFactory
  Stream<DynamicTest> isImmutable() {
    return each(
        TypesOfTheModule.all().stream()
            .filter(type -> !CHANGING.contains(type.getSimpleName()))
            .filter(type -> !type.getSimpleName().endsWith("Builder"))
            .toList(),
        type -> {
          for (Field field : type.getDeclaredFields()) {
            // The compiler's own, and an enum's table of its constants.
            if (!field.isSynthetic()) {
              assertThat(Modifier.isFinal(field.getModifiers())).as("%s", field).isTrue();
            }
            if (Modifier.isStatic(field.getModifiers())
                && Modifier.isPublic(field.getModifiers())) {
              assertThat(field.getType().isArray()).as("%s", field).isFalse();
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> itsComponentsCannotBeChangedAndTellTimeInUtc() {
    return each(
        records(),
        type -> {
          for (RecordComponent component : type.getRecordComponents()) {
            assertThat(component.getType().isArray()).as("%s", component).isFalse();
            assertThat(MUTABLE_OR_LOCAL)
                .as("%s", component)
                .doesNotContain(component.getType().getName());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> itsCollectionsAreCopiesThatCannotBeChanged() {
    return each(
        storedRecords(),
        type -> {
          Object value = Samples.seeded(5).of(type);
          for (RecordComponent component : type.getRecordComponents()) {
            Object held = component.getAccessor().invoke(value);
            if (held instanceof Collection<?> collection) {
              refusesChange(component, () -> addTo(collection));
            } else if (held instanceof Map<?, ?> map) {
              refusesChange(component, () -> putInto(map));
            }
          }
        });
  }

  private static void refusesChange(RecordComponent component, ThrowingCallable change) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(change))
        .as("%s", component)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @SuppressWarnings("unchecked") // It must refuse whatever it is given.
  private static void addTo(Collection<?> collection) {
    ((Collection<Object>) collection).add("more");
  }

  @SuppressWarnings("unchecked") // It must refuse whatever it is given.
  private static void putInto(Map<?, ?> map) {
    ((Map<Object, Object>) map).put("more", "more");
  }

  @TestFactory
  Stream<DynamicTest> noCollectionIsNull() {
    return each(
        storedRecords(),
        type -> {
          RecordComponent[] components = type.getRecordComponents();
          Object sample = Samples.seeded(6).of(type);
          Object[] arguments = new Object[components.length];
          Class<?>[] types = new Class<?>[components.length];
          List<Method> collections = new ArrayList<>();
          for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean isCollection = Set.of(List.class, Map.class, Set.class).contains(types[i]);
            arguments[i] = isCollection ? null : components[i].getAccessor().invoke(sample);
            if (isCollection) {
              collections.add(components[i].getAccessor());
            }
          }
          Object made;
          try {
            made = type.getDeclaredConstructor(types).newInstance(arguments);
          } catch (java.lang.reflect.InvocationTargetException e) {
            // Refusing an empty collection is as good.
            assertThat(e.getCause()).isInstanceOf(IllegalArgumentException.class);
            return;
          }
          for (Method collection : collections) {
            assertThat(collection.invoke(made)).as("%s", collection).isNotNull();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> equalValuesHaveEqualHashes() {
    return each(
        storedRecords(),
        type -> {
          for (long seed = 0; seed < 20; seed++) {
            Object one = Samples.seeded(seed).of(type);
            Object same = Samples.seeded(seed).of(type);
            Object other = Samples.seeded(seed + 1_000).of(type);
            assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(null);
            assertThat(one.equals(other)).isEqualTo(other.equals(one));
            assertThat(one.toString()).isEqualTo(same.toString());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> isDocumentedWithAllItsComponents() {
    return each(
        TypesOfTheModule.all().stream().filter(type -> type.getEnclosingClass() == null).toList(),
        type -> {
          String source = source(type);
          int declared = source.indexOf(" " + type.getSimpleName());
          assertThat(source.indexOf("/**")).as("Javadoc of %s", type).isBetween(0, declared);
          if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
              assertThat(source).contains("@param " + component.getName());
            }
          }
        });
  }

  private static String source(Class<?> type) throws IOException {
    Path file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    return Files.readString(file).replace("\nimport ", "\n//");
  }

  @TestFactory
  Stream<DynamicTest> keepsFieldsOfLaterVersionsIfItIsStored() {
    return each(
        storedRecords(),
        type ->
            assertThat(type.getRecordComponents())
                .as("%s has no @Extra component", type)
                .anyMatch(component -> component.getAccessor().isAnnotationPresent(Extra.class)));
  }

  private static List<Class<?>> records() {
    return TypesOfTheModule.all().stream().filter(Class::isRecord).toList();
  }

  private static List<Class<?>> storedRecords() {
    return Catalogue.schemas().stream()
        .<Class<?>>map(Schema::type)
        .flatMap(
            type ->
                type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.of(type))
        .<Class<?>>map(type -> type)
        .filter(Class::isRecord)
        .toList();
  }

  private interface Claim {
    void check(Class<?> type) throws Exception;
  }

  private static Stream<DynamicTest> each(List<Class<?>> types, Claim claim) {
    return types.stream().map(type -> dynamicTest(type.getName(), () -> claim.check(type)));
  }
}
