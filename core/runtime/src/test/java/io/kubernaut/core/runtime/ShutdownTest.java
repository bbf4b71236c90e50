package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("BR-KUBE-002")
@Tag("BR-INT-009")
class ShutdownTest {

  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  private Path journal() {
    return folder.resolve("journal");
  }

  private ChildJvm started() throws IOException {
    ChildJvm child =
        ChildJvm.start(Service.class, folder.resolve("output"), List.of(), folder.toString());
    for (int i = 0; i < 600 && !Files.exists(folder.resolve("ready")); i++) {
      Waits.pause(Duration.ofMillis(50));
    }
    assertThat(folder.resolve("ready")).exists();
    return child;
  }

  @Test
  void onSigtermEveryStepRunsInOrderAlthoughOneFailsAndOneHangs() throws Exception {
    try (ChildJvm child = started()) {
      long begin = System.nanoTime();
      child.terminate();
      assertThat(child.exitCode()).isEqualTo(TERMINATED);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as("budget of 2 s, a notice of 0.2 s and the end of a virtual machine")
          .isLessThan(Duration.ofSeconds(10));
    }
    assertThat(Files.readAllLines(journal()))
        .containsExactly(
            "start store",
            "start queue",
            "start rules",
            "start server",
            "work refused: STOPPING",
            "stop server",
            "stop rules",
            "stop queue",
            "stop store");
    assertThat(Files.readString(folder.resolve("termination-log")))
        .contains("Platform \"child\" was stopped by force")
        .contains("stop-queue");
  }

  /** What runs in the child: four components, one of which fails to stop, and one hangs. */
  static final class Service {

    private final Path folder;

    private Service(Path folder) {
      this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
      new Service(Path.of(arguments[0])).run();
    }

    private void run() throws Exception {
      Platform platform =
          Platform.builder("child")
              .stopOnShutdown(Duration.ofSeconds(2))
              .stopNotice(Duration.ofMillis(200))
              .terminationMessage(folder.resolve("termination-log"))
              .component(component("store"))
              .component(component("queue", "store").onStop(this::hang))
              .component(component("rules", "queue").onStop(Service::fail))
              .component(component("server", "rules"))
              .start();
      platform
          .events()
          .subscribe("door", LifecycleEvent.StateChanged.class, event -> onState(event.to()));
      Files.createFile(folder.resolve("ready"));
      new CountDownLatch(1).await();
    }

    private Probe component(String name, String... dependsOn) {
      return new Probe(name, new FileJournal(folder.resolve("journal")), dependsOn);
    }

    private void onState(PlatformState state) {
      if (state == PlatformState.STOPPING) {
        new FileJournal(folder.resolve("journal")).add("work refused: " + state);
      }
    }

    private void hang(Duration budget) {
      Waits.pause(Duration.ofMinutes(1));
    }

    private static void fail(Duration budget) throws IOException {
      throw new IOException("cannot stop");
    }
  }

  /** A list of lines in a file, which outlives its process. */
  private static final class FileJournal extends java.util.AbstractList<String> {

    private final Path file;

    FileJournal(Path file) {
      this.file = file;
    }

    @Override
    public boolean add(String line) {
      try {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return true;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public String get(int index) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int size() {
      throw new UnsupportedOperationException();
    }
  }
}
