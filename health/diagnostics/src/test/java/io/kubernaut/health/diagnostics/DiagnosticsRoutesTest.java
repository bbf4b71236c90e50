package io.kubernaut.health.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.ProblemException;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.runtime.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-HEALTH-006")
@Tag("BR-HEALTH-008")
class DiagnosticsRoutesTest {

  @TempDir private Path folder;
  private final Platform platform = Platform.builder("orders").start();

  @AfterEach
  void stop() {
    platform.close();
  }

  private static String get(Diagnostics diagnostics, String target) throws Exception {
    String path = target.replaceAll("\\?.*", "");
    Route route =
        diagnostics.routes().routes().stream()
            .filter(each -> each.pattern().equals(path))
            .findFirst()
            .orElseThrow();
    Response response = route.handler().handle(Request.of(HttpMethod.GET, target));
    return new String(((Body.Bytes) response.body()).content(), StandardCharsets.UTF_8);
  }

  @Test
  void showThreadsWithoutSecrets() throws Exception {
    Thread self = Thread.currentThread();
    String name = self.getName();
    self.setName("main password=S3cr3tCanary");
    try (Diagnostics diagnostics = Diagnostics.builder(platform).open()) {
      assertThat(get(diagnostics, "/diagnostics/threads"))
          .contains("\"main password=[redacted]")
          .doesNotContain("S3cr3tCanary");
    } finally {
      self.setName(name);
    }
  }

  @Test
  void showWhatHoldsTheServiceUp() throws Exception {
    try (Diagnostics diagnostics = Diagnostics.builder(platform).open()) {
      assertThat(get(diagnostics, "/diagnostics/bottlenecks?seconds=1"))
          .contains("\"kind\":\"diagnostics.bottleneck\"", "\"subject\":\"orders\"");
    }
  }

  @Test
  void showAProfileWhereThereIsAFolder() throws Exception {
    try (Diagnostics diagnostics = Diagnostics.builder(platform).folder(folder).open()) {
      assertThat(get(diagnostics, "/diagnostics/profile?seconds=1")).contains("Methods (samples):");
    }
  }

  @Test
  void sayWhatIsMissingForAProfile() throws Exception {
    try (Diagnostics diagnostics = Diagnostics.builder(platform).open()) {
      assertThatThrownBy(() -> get(diagnostics, "/diagnostics/profile?seconds=1"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.problem().status()).isEqualTo(501);
                assertThat(problem.problem().detail())
                    .isEqualTo(
                        "There is no folder for recordings: give one with DiagnosticsBuilder.folder(..).");
              });
    }
  }

  @Test
  void refuseAWhileThatARequestMayNotTake() throws Exception {
    try (Diagnostics diagnostics = Diagnostics.builder(platform).open()) {
      assertThatThrownBy(() -> get(diagnostics, "/diagnostics/bottlenecks?seconds=21"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem ->
                  assertThat(problem.problem().detail())
                      .isEqualTo("The parameter \"seconds\" must be a whole number from 1 to 20."));
    }
  }

  @Test
  void sayThatAnAnswerIsLate() {
    assertThatThrownBy(
            () -> DiagnosticsRoutes.await(new CompletableFuture<>(), Duration.ofMillis(20)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.problem().status()).isEqualTo(503);
              assertThat(problem.problem().detail())
                  .isEqualTo("There is no answer after PT0.02S. Ask again.");
            });
  }
}
