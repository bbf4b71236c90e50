package io.kubernaut.health.diagnostics.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.testing.ChildJvm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-008")
class PlantedBottleneckTest {

  private static final Map<String, Cause> PLANTED =
      Map.of(
          "cpu", Cause.CPU,
          "monitor", Cause.LOCKS,
          "lock", Cause.LOCKS,
          "gc", Cause.GC,
          "pool", Cause.POOL_WAIT,
          "socket", Cause.SLOW_DEPENDENCY,
          "http", Cause.SLOW_DEPENDENCY);

  @Test
  void ranksThePlantedBottleneckFirstInAllButOneOfSevenPrograms() throws Exception {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Map.Entry<String, Cause> program : PLANTED.entrySet()) {
      String said = run(program.getKey());
      if (!said.contains("first " + program.getValue())) {
        wrong.put(program.getKey(), said);
      }
    }
    assertThat(wrong).as("programs judged wrongly, of %d", PLANTED.size()).hasSizeLessThan(2);
  }

  private static String run(String program) throws Exception {
    try (ChildJvm child = ChildJvm.of(PlantedBottleneck.class).options("-Xmx48m").start(program)) {
      child.awaitLine("first ");
      return child.output();
    }
  }
}
