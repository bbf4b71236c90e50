package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-001")
class FrozenTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 5, 7, 8, 9, 10, 100})
  void isTheSameMapInTheSameOrder(int size) {
    Map<String, Integer> given = map(size);
    Map<String, Integer> frozen = Frozen.map(given);
    assertThat(frozen).isEqualTo(given).hasSameHashCodeAs(given).hasSize(size);
    assertThat(given).isEqualTo(frozen);
    assertThat(frozen).hasToString(given.toString());
    assertThat(List.copyOf(frozen.entrySet())).isEqualTo(List.copyOf(given.entrySet()));
    List<String> names = new ArrayList<>();
    frozen.forEach((name, value) -> names.add(name + value));
    assertThat(names).hasSize(size);
    given.forEach(
        (name, value) -> {
          assertThat(frozen.get(name)).isEqualTo(value);
          assertThat(frozen.containsKey(name)).isTrue();
        });
    assertThat(frozen.get("no such key")).isNull();
    assertThat(frozen.containsKey("no such key")).isFalse();
    assertThat(frozen.getOrDefault("no such key", -1)).isEqualTo(-1);
  }

  private static Map<String, Integer> map(int size) {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = size; i > 0; i--) {
      map.put("key " + i, i);
    }
    return map;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9})
  void cannotBeChangedByAnybody(int size) {
    Map<String, Integer> given = map(size);
    Map<String, Integer> frozen = Frozen.map(given);
    given.clear();
    assertThat(frozen).hasSize(size);
    List<Runnable> changes =
        List.of(
            () -> frozen.put("new", 1),
            () -> frozen.put("key 1", 2),
            () -> frozen.remove("key 1"),
            () -> frozen.remove("no such key"),
            () -> frozen.merge("key 1", 1, Integer::sum),
            () -> frozen.entrySet().iterator().next().setValue(2),
            () -> frozen.entrySet().clear(),
            () -> frozen.keySet().remove("key 1"),
            () -> frozen.values().clear(),
            () -> frozen.replaceAll((name, value) -> 0),
            frozen::clear);
    changes.forEach(
        change ->
            assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class));
    assertThat(frozen).isEqualTo(map(size));
  }

  @Test
  void isCopiedOnce() {
    Map<String, Integer> frozen = Frozen.map(map(8));
    assertThat(Frozen.<String, Integer>map(frozen)).isSameAs(frozen);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8})
  void refusesNullOfAnySize(int others) {
    Map<String, Integer> given = map(others);
    given.put("nothing", null);
    assertThatNullPointerException()
        .isThrownBy(() -> Frozen.map(given))
        .withMessageContaining("key nothing, value null");
    assertThatNullPointerException()
        .isThrownBy(() -> Frozen.map(Collections.singletonMap(null, 1)));
  }

  @Test
  void readsAMapOfAnySizeAsOneThatCannotBeChanged() {
    for (int size : new int[] {1, 8, 9}) {
      StringBuilder labels = new StringBuilder();
      for (int i = 0; i < size; i++) {
        labels.append(i == 0 ? "" : ",").append("\"l").append(i).append("\":\"v\"");
      }
      String twice = "{\"labels\":{" + labels + ",\"l0\":\"w\"}}";
      Codec<Labelled> codec = Codecs.json(Labelled.class);
      Labelled read = codec.read(("{\"labels\":{" + labels + "}}").getBytes(UTF_8));
      assertThat(read.labels()).hasSize(size);
      assertThatThrownBy(() -> read.labels().put("x", "y"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> codec.read(twice.getBytes(UTF_8)))
          .isInstanceOf(InvalidDocumentException.class);
    }
  }

  @Test
  void readsTheClassOfMapThatARecordAsksFor() {
    Ordered read =
        Codecs.json(Ordered.class).read("{\"labels\":{\"b\":\"1\",\"a\":\"2\"}}".getBytes(UTF_8));
    read.labels().put("c", "3");
    assertThat(read.labels()).containsOnlyKeys("b", "a", "c");
  }

  /** A record that can be changed. */
  @SchemaType(name = "ordered", version = 1)
  record Ordered(@SuppressWarnings("NonApiType") LinkedHashMap<String, String> labels) {}

  /** A record that does not copy what it is given. */
  @SchemaType(name = "labelled", version = 1)
  record Labelled(Map<String, String> labels) {}
}
