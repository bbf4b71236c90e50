package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.LifecycleEvent;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("BR-KUBE-002")
@Tag("BR-INT-009")
class ShutdownTest {

  @TempDir private Path folder;

  @Test
  void onSigtermEveryStepRunsInOrderAlthoughOneFailsAndOneHangs() throws Exception {
    try (ChildJvm child = ChildJvm.of(Service.class).start(folder.toString())) {
      child.awaitLine("ready");
      long begin = System.nanoTime();
      child.terminate();
      assertThat(child.exitCode()).isEqualTo(ChildJvm.TERMINATED);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as("budget of 2 s, a notice of 0.2 s and the end of a virtual machine")
          .isLessThan(Duration.ofSeconds(10));
    }
    assertThat(Files.readAllLines(folder.resolve("journal")))
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
  record Service(Path folder) {

    public static void main(String[] arguments) throws Exception {
      new Service(Path.of(arguments[0])).run();
    }

    private void run() throws Exception {
      Platform platform =
          Platform.builder("child")
              .stopOnShutdown(Duration.ofSeconds(2))
              .stopNotice(Duration.ofMillis(200))
              .terminationMessage(folder.resolve("termination-log"))
              .component(component("store", Service::end))
              .component(component("queue", Service::hang, "store"))
              .component(component("rules", Service::fail, "queue"))
              .component(component("server", Service::end, "rules"))
              .start();
      platform
          .events()
          .subscribe("door", LifecycleEvent.StateChanged.class, event -> onState(event.to()));
      System.out.println("ready");
      new CountDownLatch(1).await();
    }

    private Component component(String name, End end, String... dependsOn) {
      return new Part(name, Set.of(dependsOn), this::write, end);
    }

    private void onState(PlatformState state) {
      if (state == PlatformState.STOPPING) {
        write("work refused: " + state);
      }
    }

    /** Writes to a file, which outlives the process. */
    private void write(String line) {
      try {
        Files.writeString(
            folder.resolve("journal"),
            line + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end() {}

    /** Not even an interrupt ends it. */
    private static void hang() {
      while (true) {
        LockSupport.park();
      }
    }

    private static void fail() throws IOException {
      throw new IOException("cannot stop");
    }
  }

  /** How a component stops. */
  private interface End {
    void run() throws Exception;
  }

  private record Part(String name, Set<String> dependsOn, Consumer<String> journal, End end)
      implements Component {

    @Override
    public void start(Platform platform) {
      journal.accept("start " + name);
    }

    @Override
    public void stop(Duration budget) throws Exception {
      journal.accept("stop " + name);
      end.run();
    }
  }
}
