package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.AccessPolicy;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.health.diagnostics.BundleManifest.State;
import io.kubernaut.health.diagnostics.EvidenceLimits;
import io.kubernaut.health.diagnostics.EvidenceTaken;
import io.kubernaut.health.diagnostics.EvidenceTrigger;
import io.kubernaut.health.diagnostics.posture.Posture;
import io.kubernaut.health.diagnostics.posture.PostureHealth;
import io.kubernaut.types.health.Finding;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DiagnosticsTest {

  @TempDir private Path folder;

  private static KubernautBuilder builder() {
    return new KubernautBuilder("diagnosed", new Settings(property -> null, Web.IN_MEMORY));
  }

  private static Map<String, String> files(byte[] zip) throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  @Tag("BR-HEALTH-006")
  void aBundleHoldsMetricsHealthAndPosture() throws Exception {
    try (Kubernaut kubernaut = builder().start()) {
      kubernaut.metrics().counter("orders.placed").increment();
      var bundle = kubernaut.diagnostics().bundle();

      assertThat(bundle.manifest().parts()).allMatch(part -> part.state() == State.COMPLETE);
      Map<String, String> files = files(bundle.zip());
      assertThat(files.get("metrics.txt")).contains("orders_placed_total");
      assertThat(files.get("health.txt")).contains("diagnosed");
      assertThat(files.get("posture.txt")).startsWith("Score ");
      assertThat(files.get("platform.txt")).contains("diagnostics");
    }
  }

  @Test
  @Tag("BR-HEALTH-006")
  void isServedOnlyWhereAPolicySaysToWhom() throws Exception {
    try (Kubernaut open = builder().http(0).start();
        Kubernaut guarded = builder().http(0).access(AccessPolicy.allowAll()).start()) {
      assertThat(status(open)).isEqualTo(404);
      assertThat(status(guarded)).isEqualTo(200);
    }
  }

  private static int status(Kubernaut kubernaut) throws Exception {
    var uri = kubernaut.http().uri().orElseThrow().resolve("/diagnostics/bundle");
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    return connection.getResponseCode();
  }

  @Test
  @Tag("BR-HEALTH-008")
  void takesEvidenceWhenACheckGoesDown() throws Exception {
    try (Kubernaut kubernaut =
        builder()
            .diagnostics(
                more ->
                    more.folder(folder)
                        .evidence(EvidenceTrigger.checkDown(), EvidenceLimits.DEFAULTS))
            .start()) {
      kubernaut
          .health()
          .check(
              HealthCheck.named("database", () -> Outcome.down("no connection"))
                  .interval(Duration.ofMillis(20)));
      List<EvidenceTaken> taken = List.of();
      while (taken.isEmpty()) {
        taken = kubernaut.platform().events().since(Instant.EPOCH, EvidenceTaken.class);
        Thread.onSpinWait();
      }
      assertThat(taken.get(0).reason()).startsWith("\"database\" is DOWN: no connection");
      assertThat(taken.get(0).files()).contains("threads.txt", "heap.txt", "window.jfr");
    }
  }

  @Test
  @Tag("BR-HEALTH-006")
  void leavesNoThreadAndNoBeanBehind() throws Exception {
    try (Kubernaut kubernaut =
        builder()
            .diagnostics(
                more ->
                    more.folder(folder)
                        .evidence(EvidenceTrigger.checkDown(), EvidenceLimits.DEFAULTS))
            .start()) {
      kubernaut.diagnostics().bundle();
      kubernaut.diagnostics().profile(Duration.ofMillis(200)).get();
      kubernaut.diagnostics().bottlenecks(Duration.ofMillis(200)).get();
    }
    assertThat(LeakTest.threads()).noneMatch(name -> name.contains("diagnosed"));
    assertThat(
            ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.kubernaut:platform=diagnosed,*"), null))
        .isEmpty();
  }

  @Test
  @Tag("BR-HEALTH-006")
  void looksAtWhatItsUserWantsLookedAt() throws Exception {
    Posture mine = Posture.builder(InstantSource.fixed(Instant.EPOCH)).jvm(List::of).build();
    try (Kubernaut kubernaut = builder().diagnostics(more -> more.posture(mine)).start()) {
      assertThat(kubernaut.diagnostics().posture().orElseThrow().text())
          .isEqualTo(mine.check().text());
    }
  }

  @Test
  @Tag("BR-HEALTH-010")
  void looksAtEveryPortThatIsOpen() throws Exception {
    try (Kubernaut kubernaut =
        builder()
            .http(0)
            .probesOn(0)
            .exposeHttpUnencrypted(InetAddress.getByName("0.0.0.0"))
            .checkingPosture()
            .start()) {
      List<Finding> plain =
          kubernaut.diagnostics().posture().orElseThrow().findings().stream()
              .filter(finding -> finding.kind().equals("security.plain-endpoint"))
              .toList();

      assertThat(plain).as("the main port and the one of the probes").hasSize(2);
      assertThat(kubernaut.health().report().find(PostureHealth.NAME)).isPresent();
    }
  }

  @Test
  @Tag("BR-HEALTH-010")
  void aPortThatIsAskedForLaterIsLookedAtThen() throws Exception {
    try (Kubernaut kubernaut =
        builder().exposeHttpUnencrypted(InetAddress.getByName("0.0.0.0")).start()) {
      int before = kubernaut.diagnostics().posture().orElseThrow().findings().size();
      kubernaut.http().start();

      assertThat(kubernaut.diagnostics().posture().orElseThrow().findings()).hasSize(before + 1);
    }
  }
}
