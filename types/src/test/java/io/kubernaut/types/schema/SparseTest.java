package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-002")
class SparseTest {

  @Sparse
  @SchemaType(name = "thin", version = 1)
  record Thin(
      @Nullable String name,
      List<String> list,
      Map<String, String> map,
      @Extra Map<String, RawJson> extra) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes(@JsonSubTypes.Type(value = Box.class, name = "box"))
  @SchemaType(name = "shape", version = 1)
  sealed interface Shape permits Box {}

  record Box(int side, @Extra Map<String, RawJson> extra) implements Shape {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"\",\"list\":[\"\"],\"map\":{\"a\":\"\"}}",
        "{\"x\":[],\"y\":{},\"z\":null}"
      })
  void writesNoEmptyCollectionButKeepsWhatItDoesNotKnow(String document) {
    Codec<Thin> codec = Codecs.json(Thin.class);

    assertThat(new String(codec.write(codec.read(document.getBytes(UTF_8))), UTF_8))
        .isEqualTo(document);
  }

  @Test
  void keepsUnknownFieldsThatStandBeforeTheKind() {
    Codec<Shape> codec = Codecs.json(Shape.class);
    Shape box = codec.read("{\"x\":[1.0],\"side\":2,\"kind\":\"box\"}".getBytes(UTF_8));

    assertThat(box).isEqualTo(new Box(2, Map.of("x", RawJson.of("[1.0]"))));
    assertThat(new String(codec.write(box), UTF_8))
        .isEqualTo("{\"kind\":\"box\",\"side\":2,\"x\":[1.0]}");
  }
}
