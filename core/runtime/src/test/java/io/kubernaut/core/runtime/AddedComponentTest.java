package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Components that join a platform which runs already. */
@Timeout(30)
@Tag("BR-KUBE-002")
class AddedComponentTest {

  private final List<String> journal = new CopyOnWriteArrayList<>();

  private Probe probe(String name, String... dependsOn) {
    return new Probe(name, journal, dependsOn);
  }

  private Platform platform() {
    return Platform.builder("orders").component(probe("store")).start();
  }

  private static List<String> names(Platform platform) {
    return platform.components().stream().map(ComponentStatus::name).toList();
  }

  @Test
  void isStartedAtOnceAndStoppedBeforeThoseThatWereThere() {
    try (Platform platform = platform()) {
      platform.add(probe("server", "store"));
      platform.add(probe("traffic", "server"));
      assertThat(names(platform)).containsExactly("store", "server", "traffic");
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
    }
    assertThat(journal)
        .containsExactly(
            "start store",
            "start server",
            "start traffic",
            "stop traffic",
            "stop server",
            "stop store");
  }

  @Test
  void anEssentialOneThatDoesNotStartIsStoppedAndForgotten() {
    try (Platform platform = platform()) {
      Probe broken = probe("server", "store").onStart(p -> fail("port in use"));
      assertThatThrownBy(() -> platform.add(broken))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("component \"server\" failed: IOException: port in use");
      assertThat(names(platform)).containsExactly("store");
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
      platform.add(probe("server", "store"));
      assertThat(names(platform)).containsExactly("store", "server");
    }
    assertThat(journal)
        .containsExactly(
            "start store",
            "start server",
            "stop server",
            "start server",
            "stop server",
            "stop store");
  }

  private static void fail(String why) throws IOException {
    throw new IOException(why);
  }

  @Test
  @Tag("BR-REL-003")
  void anOptionalOneThatDoesNotStartIsNamedAndLeavesThePlatformDegraded() {
    try (Platform platform = platform()) {
      platform.add(probe("console").optional().onStart(p -> fail("port in use")));
      assertThat(platform.state()).isEqualTo(PlatformState.DEGRADED);
      assertThat(platform.components().get(1).problem()).contains("IOException: port in use");
      assertThat(platform.events().since(Instant.MIN, LifecycleEvent.ComponentGivenUp.class))
          .extracting(LifecycleEvent.ComponentGivenUp::source)
          .containsExactly("console");
    }
  }

  @Test
  @Tag("BR-REL-004")
  void oneThatDiesLaterIsStartedAgain() throws InterruptedException {
    CountDownLatch starts = new CountDownLatch(2);
    RestartPolicy soon =
        RestartPolicy.standard().delays(Duration.ofMillis(1), Duration.ofMillis(1));
    try (Platform platform = platform()) {
      Probe server = probe("server").restart(soon).onStart(p -> starts.countDown());
      platform.add(server);
      platform.lifeline(server).failed(new IOException("connection lost"));
      assertThat(starts.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothingIsStartedThatDoesNotFit() {
    try (Platform platform = platform()) {
      assertThatThrownBy(() -> platform.add(probe("store")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("There are two components called \"store\": give each a name of its own.");
      assertThatThrownBy(() -> platform.add(probe("server", "disk")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("depends on \"disk\", which is unknown");
      assertThatThrownBy(() -> platform.add(probe("ser ver")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Invalid component name \"ser ver\"");
      assertThat(journal).containsExactly("start store");
    }
  }

  @Test
  void aClosedPlatformTakesNothing() {
    Platform platform = platform();
    platform.close();
    assertThatThrownBy(() -> platform.add(probe("server")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The platform is closed: nothing can be added to it.");
    assertThat(journal).doesNotContain("start server");
  }

  @Test
  void aPlatformThatIsStillStartingTakesNothing() {
    PlatformBuilder builder =
        Platform.builder("orders").component(probe("store").onStart(p -> p.add(probe("late"))));
    assertThatThrownBy(builder::start)
        .isInstanceOf(StartException.class)
        .hasMessageContaining("Platform \"orders\" is still starting");
  }

  @Test
  void closingWhileOneIsAddedEndsItsStart() throws InterruptedException {
    CountDownLatch inStart = new CountDownLatch(1);
    Platform platform = platform();
    Probe slow =
        probe("slow")
            .onStart(
                p -> {
                  inStart.countDown();
                  new CountDownLatch(1).await();
                });
    CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> platform.add(slow));
    assertThat(inStart.await(10, TimeUnit.SECONDS)).isTrue();
    platform.close();
    assertThat(adding).failsWithin(Duration.ofSeconds(10));
    assertThat(journal).containsExactly("start store", "start slow", "stop slow", "stop store");
  }
}
