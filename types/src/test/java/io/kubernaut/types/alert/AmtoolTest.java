package io.kubernaut.types.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.kubernaut.types.schema.Codecs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alertmanager's own tool takes what we write, and sends alerts the same way. */
@Tag("BR-TYPE-008")
class AmtoolTest {

  private static final long SEED = 8;
  private static final String[] NAMES = {"a", "b", "c"};
  private static final String[] VALUES = {"1", "2", "3"};

  private final Random random = new Random(SEED);

  @TempDir private Path folder;

  @BeforeEach
  void needsAmtool() {
    boolean isThere =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "amtool")));
    if (!isThere) {
      assertThat(System.getenv("CI"))
          .as("amtool is missing; install prometheus-alertmanager")
          .isNull();
      abort("amtool is missing; install prometheus-alertmanager to compare routing with it");
    }
  }

  @Test
  void sendsAlertsTheSameWay() throws IOException, InterruptedException {
    for (int i = 0; i < 12; i++) {
      RoutingConfig config = config();
      Path file = Files.write(folder.resolve("routes.yml"), written(config));
      for (int j = 0; j < 6; j++) {
        Map<String, String> labels = labels();
        String ours =
            config.tree().match(labels).stream()
                .map(RoutingTree.Stop::receiver)
                .collect(Collectors.joining(","));

        assertThat(ours)
            .as("seed %d, %s, %s", SEED, labels, Files.readString(file))
            .isEqualTo(route(file, labels));
      }
    }
  }

  private static byte[] written(RoutingConfig config) {
    return Codecs.yaml(RoutingConfig.class).write(config);
  }

  private String route(Path file, Map<String, String> labels)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("amtool", "config", "routes", "test"));
    command.add("--config.file=" + file);
    labels.forEach((name, value) -> command.add(name + "=" + value));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(said).isZero();
    return said.substring(said.lastIndexOf('\n') + 1); // A warning may stand before it.
  }

  private RoutingConfig config() {
    List<Receiver> receivers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      receivers.add(Receiver.webhook("r" + i, "http://127.0.0.1:9/" + i));
    }
    Route.Builder root = Route.to("r0").groupBy("a");
    for (int i = 0; i < 4; i++) {
      root.route(route(2));
    }
    return new RoutingConfig(root.build(), receivers, Map.of());
  }

  private Route.Builder route(int depth) {
    Route.Builder route = Route.to("r" + random.nextInt(6)).matching(matcher());
    if (random.nextInt(4) == 0) {
      route.matching(matcher());
    }
    if (random.nextInt(3) == 0) {
      route.thenOthers();
    }
    for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
      route.route(route(depth - 1));
    }
    return route;
  }

  private String matcher() {
    String name = NAMES[random.nextInt(NAMES.length)];
    return switch (random.nextInt(5)) {
      case 0 -> name + "!=\"" + VALUES[random.nextInt(VALUES.length)] + "\"";
      case 1 -> name + "=~\"1|2\"";
      case 2 -> name + "!~\"[23]+\"";
      case 3 -> name + "=~\".*\"";
      default -> name + "=\"" + VALUES[random.nextInt(VALUES.length)] + "\"";
    };
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    for (String name : NAMES) {
      if (random.nextInt(3) > 0) {
        labels.put(name, VALUES[random.nextInt(VALUES.length)]);
      }
    }
    labels.put("alertname", "X");
    return labels;
  }
}
