package io.kubernaut.examples.modular;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("BR-SVC-006")
class OrdersTest {
  private static final String PATH = System.getProperty("java.class.path");
  private static final String MAIN = "io.kubernaut.examples.modular.Orders";

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void runsAsAModule() throws IOException, InterruptedException {
    assertThat(run("-p", PATH, "-m", "io.kubernaut.examples.modular/" + MAIN))
        .contains("1 order, counted by module io.kubernaut");
  }

  @Test
  void runsOnTheClassPath() throws IOException, InterruptedException {
    assertThat(run("-cp", PATH, MAIN)).contains("1 order, counted by unnamed module");
  }
}
