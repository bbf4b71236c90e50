package io.kubernaut.health.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.health.diagnostics.BundleManifest.State;
import io.kubernaut.health.diagnostics.redaction.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.management.JMX;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("BR-HEALTH-006")
class BundleTest {

  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("orders").version("1.2").start();

  @AfterEach
  void stop() {
    platform.close();
  }

  private static Map<String, String> files(Bundle bundle) throws IOException {
    return Unzipped.files(bundle.zip());
  }

  @Test
  void holdsWhatSaysHowTheProcessIs() throws Exception {
    LogTail log = LogTail.of(10);
    log.add("order 1 placed");
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .configuration(() -> Map.of("pool.size", "8"))
            .metrics((filter, sink) -> {})
            .part(log.part("log.txt"))
            .part(BundlePart.tail("audit.txt", () -> List.of("login alice")))
            .part(BundlePart.tail("health.txt", () -> List.of("database DOWN")))
            .open()) {

      Bundle bundle = diagnostics.bundle();

      assertThat(files(bundle))
          .containsEntry("configuration.txt", "pool.size = 8\n")
          .containsEntry("log.txt", "order 1 placed\n")
          .containsEntry("audit.txt", "login alice\n")
          .containsEntry("health.txt", "database DOWN\n")
          .containsEntry("deadlocks.txt", "No deadlock.\n")
          .containsKeys("metrics.txt", "events.txt", "environment.txt", "jvm/flags.txt");
      assertThat(files(bundle).get("threads.txt")).contains(Thread.currentThread().getName());
      assertThat(files(bundle).get("heap.txt")).contains("java.lang.String");
      assertThat(files(bundle).get("versions.txt")).contains("orders 1.2", "version=");
      assertThat(bundle.manifest().parts()).allMatch(part -> part.state() == State.COMPLETE);
      assertThat(bundle.manifest().warnings()).isEmpty();
      assertThat(bundle.fileName()).isEqualTo("orders-20260101T000000Z.zip");
    }
  }

  @Test
  void hasAChecksumForEveryFile() throws Exception {
    try (Diagnostics diagnostics = Diagnostics.builder(platform).open()) {
      Map<String, String> files = files(diagnostics.bundle());

      assertThat(Unzipped.wrongChecksums(files)).isEmpty();
      files.replace("threads.txt", "changed");
      assertThat(Unzipped.wrongChecksums(files)).containsExactly("threads.txt");
    }
  }

  @Test
  void namesAPartThatFailsAndLosesNoOther() throws Exception {
    BundlePart bad =
        BundlePart.tail(
            "queue.txt",
            out -> {
              out.line("first");
              throw new IOException("no connection, password=S3cr3tCanary");
            });
    try (Diagnostics diagnostics = Diagnostics.builder(platform).part(bad).open()) {
      Bundle bundle = diagnostics.bundle();

      BundleManifest.Part part = bundle.manifest().part("queue.txt").orElseThrow();
      assertThat(part.state()).isEqualTo(State.FAILED);
      assertThat(part.detail())
          .isEqualTo("java.io.IOException: no connection, password=[redacted]");
      assertThat(bundle.manifest().warnings())
          .containsExactly(
              "queue.txt: FAILED, java.io.IOException: no connection, password=[redacted]");
      assertThat(files(bundle)).containsEntry("queue.txt", "first\n").containsKey("threads.txt");
      assertThat(files(bundle).get("manifest.json")).contains("no connection");
    }
  }

  @Test
  void goesOnAfterAPartThatHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BundlePart hanging =
        BundlePart.text(
            "a.txt",
            () -> {
              never.await();
              return "";
            });
    BundleLimits quick =
        new BundleLimits(1 << 20, 1 << 20, Duration.ofSeconds(20), Duration.ofMillis(300));
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform).limits(quick).part(hanging).open()) {
      BundleManifest manifest = diagnostics.bundle().manifest();

      assertThat(manifest.part("a.txt").orElseThrow().state()).isEqualTo(State.TIMED_OUT);
      assertThat(manifest.part("events.txt").orElseThrow().state()).isEqualTo(State.COMPLETE);
    }
  }

  @Test
  void skipsPartsWhenThoseThatIgnoreTheirInterruptHoldAllThreads() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    BundlePart.Content stubborn = out -> awaitUninterruptibly(end);
    BundleLimits quick =
        new BundleLimits(1 << 20, 1 << 20, Duration.ofSeconds(20), Duration.ofMillis(200));
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .limits(quick)
            .part(BundlePart.tail("a.txt", stubborn))
            .part(BundlePart.tail("b.txt", stubborn))
            .part(BundlePart.tail("c.txt", () -> List.of("c")))
            .open()) {
      BundleManifest manifest = diagnostics.bundle().manifest();

      assertThat(manifest.part("c.txt").orElseThrow().state()).isEqualTo(State.SKIPPED);
      assertThat(manifest.part("c.txt").orElseThrow().detail())
          .isEqualTo("parts that hang hold all threads");
      end.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch end) {
    boolean waits = true;
    while (waits) {
      try {
        end.await();
        waits = false;
      } catch (InterruptedException ignoredOnPurpose) {
        // As code does that a bundle has to bear.
      }
    }
  }

  @Test
  void leavesOutTheOldestLinesFirstAndSaysSo() throws Exception {
    List<String> lines =
        IntStream.range(0, 10_000).mapToObj(i -> "line %05d".formatted(i)).toList();
    BundleLimits small =
        new BundleLimits(4 << 20, 2_000, Duration.ofSeconds(20), Duration.ofSeconds(5));
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .limits(small)
            .part(BundlePart.tail("log.txt", () -> lines))
            .part(BundlePart.text("plan.txt", () -> String.join("\n", lines) + "\n"))
            .open()) {
      Bundle bundle = diagnostics.bundle();
      BundleManifest.Part log = bundle.manifest().part("log.txt").orElseThrow();

      assertThat(files(bundle).get("log.txt")).startsWith("line 09").endsWith("line 09999\n");
      assertThat(files(bundle).get("plan.txt")).startsWith("line 00000\n").endsWith("\n");
      assertThat(log.state()).isEqualTo(State.TRUNCATED);
      assertThat(log.bytes()).isLessThanOrEqualTo(2_000).isGreaterThan(1_980);
      assertThat(log.leftOut() + log.bytes()).isEqualTo(110_000);
      assertThat(log.detail())
          .isEqualTo("the oldest %d characters are left out".formatted(log.leftOut()));
    }
  }

  @Test
  void keepsToItsLimitAndSharesItAmongTheTails() throws Exception {
    List<String> lines =
        IntStream.range(0, 200_000).mapToObj(i -> "line %06d".formatted(i)).toList();
    BundleLimits small =
        new BundleLimits(1 << 20, 1 << 20, Duration.ofSeconds(20), Duration.ofSeconds(5));
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .limits(small)
            .part(BundlePart.tail("log.txt", () -> lines))
            .part(BundlePart.tail("audit.txt", () -> lines))
            .open()) {
      BundleManifest manifest = diagnostics.bundle().manifest();

      assertThat(manifest.bytes()).isLessThanOrEqualTo(1 << 20).isGreaterThan((1 << 20) * 9L / 10);
      long log = manifest.part("log.txt").orElseThrow().bytes();
      long audit = manifest.part("audit.txt").orElseThrow().bytes();
      assertThat(log).isGreaterThan(100_000).isLessThan(2 * audit);
      assertThat(audit).isGreaterThan(100_000).isLessThan(2 * log);
      assertThat(manifest.warnings())
          .anyMatch(
              warning -> warning.matches("the bundle holds 9\\d %.*|the bundle holds 100 %.*"));
    }
  }

  @Test
  void takesSecretsOutBeforeItCutsAnythingOff() throws Exception {
    // The line with the word that gives the secret away is among those that are left out.
    StringBuilder text = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
    IntStream.range(0, 100).forEach(i -> text.append("S3cr3tCanary").append(i).append('\n'));
    text.append("-----END PRIVATE KEY-----\n");
    BundleLimits small =
        new BundleLimits(4 << 20, 1_024, Duration.ofSeconds(20), Duration.ofSeconds(5));
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .limits(small)
            .part(BundlePart.tail("log.txt", out -> out.write(text.toString())))
            .open()) {
      assertThat(files(diagnostics.bundle()).get("log.txt")).doesNotContain("S3cr3tCanary");
    }
  }

  @Test
  void isBuiltOnceForAllWhoAskMeanwhile() throws Exception {
    AtomicInteger built = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    BundlePart slow =
        BundlePart.text(
            "slow.txt",
            () -> {
              begun.countDown();
              go.await();
              return "built " + built.incrementAndGet();
            });
    try (Diagnostics diagnostics = Diagnostics.builder(platform).part(slow).open()) {
      Bundle[] got = new Bundle[2];
      Thread first = new Thread(() -> got[0] = diagnostics.bundle());
      first.start();
      begun.await();
      Thread second = new Thread(() -> got[1] = diagnostics.bundle());
      second.start();
      while (second.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      go.countDown();
      first.join();
      second.join();

      assertThat(got[0]).isSameAs(got[1]).isNotNull();
      assertThat(built).hasValue(1);
    }
  }

  @Test
  void isServedToThoseWithThePermission() throws Exception {
    try (Diagnostics diagnostics = Diagnostics.builder(platform).open()) {
      List<Route> routes = diagnostics.routes().routes();
      Route route =
          routes.stream()
              .filter(r -> r.pattern().equals("/diagnostics/bundle"))
              .findFirst()
              .orElseThrow();

      Response response = route.handler().handle(Request.of(HttpMethod.GET, "/diagnostics/bundle"));

      assertThat(routes).allMatch(each -> each.permission().equals(Diagnostics.PERMISSION));
      assertThat(response.headers().first("Content-Type")).hasValue("application/zip");
      assertThat(response.headers().first("Cache-Control")).hasValue("no-store");
      assertThat(response.headers().first("Content-Disposition"))
          .hasValue("attachment; filename=\"orders-20260101T000000Z.zip\"");
    }
  }

  @Test
  void isBuiltOverJmxOnlyWhereThatIsSwitchedOn() throws Exception {
    var name = platform.beans().name("Diagnostics");
    try (Diagnostics readOnly = Diagnostics.builder(platform).open()) {
      assertThat(test.mbeanServer().getMBeanInfo(name).getOperations()).isEmpty();
      assertThat(test.mbeanServer().getAttribute(name, "Deadlocks")).isEqualTo(new String[0]);
      assertThat(readOnly.lastBundle()).isEmpty();
    }
    try (Diagnostics operable = Diagnostics.builder(platform).operableByJmx().open()) {
      DiagnosticsControlMXBean bean =
          JMX.newMXBeanProxy(test.mbeanServer(), name, DiagnosticsControlMXBean.class);

      assertThat(Unzipped.files(bean.bundle())).containsKey("manifest.json");
      assertThat(bean.getLastBundleBytes()).isPositive();
      assertThat(bean.getLastBundleWarnings()).isEmpty();
      assertThat(operable.lastBundle()).isPresent();
    }
    assertThat(test.mbeanServer().isRegistered(name)).isFalse();
  }

  @Test
  void refusesTwoPartsOfOneName() {
    assertThatThrownBy(
            () -> Diagnostics.builder(platform).part(BundlePart.text("threads.txt", () -> "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The bundle has a part \"threads.txt\" already. Give this one another name.");
  }

  @Test
  void refusesNamesThatLeaveTheArchive() {
    for (String name : List.of("../x", "/x", "a//b", "A.txt", "", "a/../b", "a\\b")) {
      assertThatThrownBy(() -> BundlePart.text(name, () -> ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Invalid name of a bundle part \"" + name + "\".");
    }
  }

  @Test
  void refusesLimitsThatHoldNothing() {
    assertThatThrownBy(() -> new BundleLimits(1, 1, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes = 1 must be from 1024")
        .hasMessageContaining("partBytes = 1 must be from 1024")
        .hasMessageContaining("must be positive");
  }

  @Test
  void asksTheConfigurationOnceForABundle() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .configuration(() -> Map.of("db.password", "S3cr3tCanary" + asked.incrementAndGet()))
            .part(BundlePart.text("queue.txt", () -> "user S3cr3tCanary1 waits"))
            .open()) {
      Bundle bundle = diagnostics.bundle();

      assertThat(asked).hasValue(1);
      assertThat(files(bundle))
          .containsEntry("configuration.txt", "db.password = [redacted]\n")
          .containsEntry("queue.txt", "user [redacted] waits");
    }
  }

  @Test
  @Timeout(60)
  void doesNotWaitForAConfigurationThatHangs() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    BundleLimits quick =
        new BundleLimits(1 << 20, 1 << 20, Duration.ofSeconds(20), Duration.ofMillis(300));
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .limits(quick)
            .configuration(
                () -> {
                  if (asked.incrementAndGet() > 1) {
                    awaitUninterruptibly(never);
                  }
                  return Map.of("db.password", "S3cr3tCanary");
                })
            .part(BundlePart.text("queue.txt", () -> "user S3cr3tCanary waits"))
            .open()) {
      assertThat(diagnostics.bundle().manifest().warnings()).isEmpty();
      Bundle bundle = diagnostics.bundle();

      BundleManifest.Part part = bundle.manifest().part("configuration.txt").orElseThrow();
      assertThat(part.state()).isEqualTo(State.FAILED);
      assertThat(part.detail()).endsWith("took longer than PT0.3S");
      assertThat(files(bundle))
          .as("by the secrets that were known before")
          .containsEntry("queue.txt", "user [redacted] waits");
      never.countDown();
    }
  }

  @Test
  void doesNotTakeTheWorkingDirectoryForAPassword() {
    assertThat(
            Redaction.standard()
                .secretsIn(
                    Map.of("PWD", "/srv/orders", "OLDPWD", "/srv/old", "DB_PWD", "S3cr3tCanary")))
        .containsExactly("S3cr3tCanary");
  }

  @Test
  void refusesAPartThatIsCalledAsTheManifestAndASecondConfiguration() {
    DiagnosticsBuilder builder = Diagnostics.builder(platform).configuration(Map::of);
    assertThatThrownBy(() -> builder.part(BundlePart.text("sha256sums", () -> "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.part(BundlePart.text("manifest.json", () -> "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The bundle has a part \"manifest.json\" already. Give this one another name.");
    assertThatThrownBy(() -> builder.configuration(Map::of))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The bundle has a part \"configuration.txt\" already. Give this one another name.");
  }
}
