package io.kubernaut.types.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Samples;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Trees;
import io.kubernaut.types.schema.Violation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each declared constraint of each type at its limit and beyond, both ways. */
@Tag("BR-TYPE-003")
class ConstraintsTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A value for a field, and whether the field's constraints allow it. */
  private record Try(JsonNode value, boolean isAllowed) {}

  @TestFactory
  Stream<DynamicTest> constraintsHoldAtTheirLimitsAndNoFurther() {
    return Catalogue.schemas().stream()
        .filter(schema -> schema.type().isRecord())
        .flatMap(
            schema ->
                Arrays.stream(schema.type().getRecordComponents())
                    .map(
                        component ->
                            dynamicTest(
                                schema + " " + component.getName(),
                                () -> check(schema, component))));
  }

  private static <T> void check(Schema<T> schema, RecordComponent component) {
    ObjectNode document =
        (ObjectNode)
            Trees.json(Codecs.json(schema.type()).write(Samples.seeded(7).of(schema.type())));
    String name = name(component);
    for (Try each : tries(component.getAnnotatedType(), component.getType(), document.get(name))) {
      ObjectNode changed = document.deepCopy();
      changed.set(name, each.value());
      if (each.isAllowed()) {
        assertThat(constraints(schema, changed, name)).as("%s = %s", name, each.value()).isEmpty();
      } else {
        assertThat(constraints(schema, changed, name))
            .as("%s = %s", name, each.value())
            .isNotEmpty();
        assertThat(read(schema, changed)).extracting(Violation::pointer).contains("/" + name);
      }
    }
  }

  private static String name(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null || named.value().isEmpty() ? component.getName() : named.value();
  }

  private static List<Violation> constraints(Schema<?> schema, JsonNode document, String name) {
    return schema.validate(document).stream().filter(v -> v.pointer().equals("/" + name)).toList();
  }

  private static List<Violation> read(Schema<?> schema, JsonNode document) {
    try {
      Codecs.json(schema.type()).read(document.toString().getBytes(UTF_8));
      return List.of();
    } catch (InvalidDocumentException e) {
      return e.violations();
    }
  }

  private static List<Try> tries(AnnotatedType type, Class<?> raw, JsonNode sample) {
    List<Try> tries = new ArrayList<>();
    Min min = type.getAnnotation(Min.class);
    Max max = type.getAnnotation(Max.class);
    if (min != null) {
      tries.add(new Try(number(min.value(), 0, raw), true));
      tries.add(new Try(number(min.value(), -1, raw), false));
      tries.add(new Try(number(min.value(), 1, raw), max == null || min.value() < max.value()));
    }
    if (max != null) {
      tries.add(new Try(number(max.value(), 0, raw), true));
      tries.add(new Try(number(max.value(), 1, raw), false));
    }
    if (type.isAnnotationPresent(NotBlank.class)) {
      tries.add(new Try(NODES.textNode(" \t"), false));
      tries.add(new Try(NODES.textNode(""), false));
    }
    boolean isPlainText = raw == String.class && !type.isAnnotationPresent(Matches.class);
    if (isPlainText
        || (sample instanceof ArrayNode array && !array.isEmpty() && raw == List.class)) {
      sizes(type, sample, tries);
    }
    return tries;
  }

  // The least step that a number of this kind can make.
  private static JsonNode number(double bound, int steps, Class<?> raw) {
    boolean isDecimal = raw == double.class || raw == Double.class || raw == BigDecimal.class;
    BigDecimal step = isDecimal ? new BigDecimal("0.0001") : BigDecimal.ONE;
    BigDecimal number = BigDecimal.valueOf(bound).add(step.multiply(BigDecimal.valueOf(steps)));
    return isDecimal ? NODES.numberNode(number) : NODES.numberNode(number.toBigInteger());
  }

  private static void sizes(AnnotatedType type, JsonNode sample, List<Try> tries) {
    io.kubernaut.types.schema.Size size = type.getAnnotation(io.kubernaut.types.schema.Size.class);
    if (size == null) {
      return;
    }
    if (size.max() <= 100_000) {
      tries.add(new Try(ofSize(sample, size.max()), true));
      tries.add(new Try(ofSize(sample, size.max() + 1), false));
    }
    if (size.min() > 0) {
      tries.add(new Try(ofSize(sample, size.min()), true));
      tries.add(new Try(ofSize(sample, size.min() - 1), false));
    }
  }

  private static JsonNode ofSize(JsonNode sample, int size) {
    if (!(sample instanceof ArrayNode array)) {
      return NODES.textNode("🙂".repeat(Math.min(1, size)) + "a".repeat(Math.max(0, size - 1)));
    }
    ArrayNode made = NODES.arrayNode();
    for (int i = 0; i < size; i++) {
      made.add(array.get(0));
    }
    return made;
  }
}
