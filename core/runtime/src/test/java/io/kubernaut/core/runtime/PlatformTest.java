package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

  private final List<String> journal = new CopyOnWriteArrayList<>();

  private Probe probe(String name, String... dependsOn) {
    return new Probe(name, journal, dependsOn);
  }

  @Test
  void tellsWhatItWasGiven() {
    try (Platform platform =
        Platform.builder("orders")
            .version("1.4.2")
            .label("environment", "prod")
            .label("team", "shop")
            .start()) {
      assertThat(platform.name()).isEqualTo("orders");
      assertThat(platform.version()).isEqualTo("1.4.2");
      assertThat(platform.labels()).isEqualTo(Map.of("environment", "prod", "team", "shop"));
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
    }
  }

  @Test
  @Tag("BR-KUBE-002")
  void startsInDependencyOrderAndStopsInReverse() {
    Platform platform =
        Platform.builder("orders")
            .component(probe("server", "store", "rules"))
            .component(probe("rules", "store"))
            .component(probe("store"))
            .start();
    platform.close();
    assertThat(journal)
        .containsExactly(
            "start store",
            "start rules",
            "start server",
            "stop server",
            "stop rules",
            "stop store");
    assertThat(platform.state()).isEqualTo(PlatformState.STOPPED);
    assertThat(platform.components())
        .extracting(ComponentStatus::state)
        .containsOnly(ComponentState.STOPPED);
  }

  @Test
  void namesTheMembersOfACycle() {
    PlatformBuilder builder =
        Platform.builder("orders")
            .component(probe("a", "b"))
            .component(probe("b", "c"))
            .component(probe("c", "b"));
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid components: they depend on each other in a cycle: b -> c -> b. Cut it at one place.");
    assertThat(journal).isEmpty();
  }

  @Test
  void namesEveryUnknownDependency() {
    PlatformBuilder builder =
        Platform.builder("orders").component(probe("a", "store")).component(probe("b", "disk"));
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid components: component \"a\" depends on \"store\", which is unknown; there are a, b; "
                + "component \"b\" depends on \"disk\", which is unknown; there are a, b.");
  }

  @Test
  @Tag("BR-REL-003")
  void refusesAnEssentialComponentThatDependsOnAnOptionalOne() {
    PlatformBuilder builder =
        Platform.builder("orders")
            .component(probe("alerts", "store"))
            .component(probe("store").optional());
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component \"alerts\" is essential but depends on \"store\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "order/1", "ü"})
  void refusesNamesThatDoNotFitThreadsAndBeans(String name) {
    assertThatThrownBy(() -> Platform.builder(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid platform name \"%s\": use 1 to 64 letters, digits, '.', '-' and '_', for example \"orders\"."
                .formatted(name));
  }

  @ParameterizedTest
  @CsvSource({"9lives,x", "__name__,x", "a-b,x", "region,''", "region,'a\nb'"})
  void refusesInvalidLabels(String name, String value) {
    PlatformBuilder builder = Platform.builder("orders");
    assertThatThrownBy(() -> builder.label(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void refusesTwoValuesOfOneLabel() {
    PlatformBuilder builder = Platform.builder("orders").label("zone", "a");
    assertThatThrownBy(() -> builder.label("zone", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Label \"zone\" is \"a\" already and cannot be \"b\" too.");
  }

  @Test
  void refusesTwoComponentsOfOneName() {
    PlatformBuilder builder = Platform.builder("orders").component(probe("a"));
    assertThatThrownBy(() -> builder.component(probe("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two components called \"a\"");
  }

  @Test
  void aBuilderStartsOnce() {
    PlatformBuilder builder = Platform.builder("orders");
    builder.start().close();
    assertThatThrownBy(builder::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void randomnessDependsOnSeedAndPurposeAlone() {
    try (Platform one = Platform.builder("one").seed(42).start();
        Platform two = Platform.builder("two").seed(42).start();
        Platform other = Platform.builder("other").seed(43).start()) {
      one.random("somebody else").nextLong();
      assertThat(draws(one.random("jitter"))).isEqualTo(draws(two.random("jitter")));
      assertThat(draws(one.random("jitter"))).isEqualTo(draws(one.random("jitter")));
      assertThat(draws(one.random("jitter"))).isNotEqualTo(draws(one.random("sampling")));
      assertThat(draws(one.random("jitter"))).isNotEqualTo(draws(other.random("jitter")));
    }
  }

  private static List<Long> draws(RandomGenerator random) {
    return LongStream.range(0, 8).mapToObj(i -> random.nextLong()).toList();
  }

  @Test
  @Tag("BR-SVC-006")
  void threadsAreNamedDaemonsThatInheritNothing() throws InterruptedException {
    ClassLoader host = new ClassLoader() {};
    InheritableThreadLocal<String> secret = new InheritableThreadLocal<>();
    List<Object> seen = new CopyOnWriteArrayList<>();
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    current.setContextClassLoader(host);
    secret.set("mine");
    try (Platform platform = Platform.builder("orders").start()) {
      Thread thread =
          platform
              .threads("flusher")
              .newThread(
                  () -> {
                    seen.add(Thread.currentThread().getName());
                    seen.add(Thread.currentThread().isDaemon());
                    seen.add(Thread.currentThread().getContextClassLoader());
                    seen.add(String.valueOf(secret.get()));
                  });
      thread.start();
      thread.join(Duration.ofSeconds(10).toMillis());
    } finally {
      current.setContextClassLoader(before);
      secret.remove();
    }
    assertThat(seen)
        .containsExactly(
            "kubernaut-orders-flusher-1", true, Platform.class.getClassLoader(), "null");
  }

  @Test
  @Tag("BR-SVC-006")
  void refusesThreadsPastItsLimit() {
    try (Platform platform = Platform.builder("orders").threadLimit(8).start()) {
      java.util.concurrent.CountDownLatch release = new java.util.concurrent.CountDownLatch(1);
      for (int i = 0; i < 8; i++) {
        platform
            .threads("t")
            .newThread(() -> Waits.forLatch(release, Duration.ofSeconds(30)))
            .start();
      }
      assertThatThrownBy(() -> platform.threads("t").newThread(() -> {}))
          .isInstanceOfSatisfying(
              OverloadException.class, refusal -> assertThat(refusal.limit()).isEqualTo(8));
      assertThat(platform.footprint().threads()).isEqualTo(8);
      assertThat(platform.footprint().threadLimit()).isEqualTo(8);
      release.countDown();
    }
  }
}
