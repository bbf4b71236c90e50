package io.kubernaut.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModulesTest {

  private static final Room ROOM = Rooms.read().at("metrics/store").orElseThrow();
  private static final String MARKED = "@org.jspecify.annotations.NullMarked ";
  private static final String TYPE = "package io.kubernaut.metrics.store; public class A {}";
  private static final String HIDDEN =
      "package io.kubernaut.metrics.store.internal; public class B {}";

  @TempDir private Path folder;

  private static Arguments planted(String name, String module, String complaint) {
    return argumentSet(name, module, complaint);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        planted(
            "another name",
            MARKED + "module io.kubernaut.store { requires org.jspecify; }",
            "module io.kubernaut.store is not called after its path: call it io.kubernaut.metrics.store"),
        planted(
            "not null-marked",
            "module io.kubernaut.metrics.store { }",
            "metrics/store leaves null open: mark its module-info @NullMarked"),
        planted(
            "open",
            MARKED + "open module io.kubernaut.metrics.store { requires org.jspecify; }",
            "io.kubernaut.metrics.store opens itself to reflection"),
        planted(
            "a package opened",
            MARKED
                + "module io.kubernaut.metrics.store { requires org.jspecify; opens io.kubernaut.metrics.store; }",
            "io.kubernaut.metrics.store opens itself to reflection"),
        planted(
            "internals exported",
            MARKED
                + "module io.kubernaut.metrics.store { requires org.jspecify; exports io.kubernaut.metrics.store.internal; }",
            "exports io.kubernaut.metrics.store.internal"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void areToldWhatIsWrong(String module, String complaint) {
    Path classes = Planted.compile(folder, module, TYPE, HIDDEN);
    assertThat(Modules.complaints(ROOM, classes)).singleElement().asString().contains(complaint);
  }

  @Test
  void areLeftAloneWhenAllIsWell() {
    Path classes =
        Planted.compile(
            folder,
            MARKED
                + """
                module io.kubernaut.metrics.store {
                  requires org.jspecify;
                  exports io.kubernaut.metrics.store;
                  exports io.kubernaut.metrics.store.internal to io.kubernaut.metrics.query;
                }""",
            TYPE,
            HIDDEN);
    assertThat(Modules.complaints(ROOM, classes)).isEmpty();
    assertThat(Modules.exported(classes)).containsExactly("io.kubernaut.metrics.store");
  }

  @Test
  void areMissedWhereThereIsNone() {
    Path classes = Planted.compile(folder, TYPE);
    assertThat(Modules.complaints(ROOM, classes))
        .singleElement()
        .asString()
        .startsWith("metrics/store has no module-info");
  }
}
