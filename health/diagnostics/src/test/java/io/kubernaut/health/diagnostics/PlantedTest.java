package io.kubernaut.health.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-HEALTH-006")
class PlantedTest {

  @TempDir private Path folder;

  private Map<String, String> bundleOfPlantedProcess() throws Exception {
    Path zip = folder.resolve("bundle.zip");
    try (ChildJvm child =
        ChildJvm.of(PlantedProcess.class)
            .options(
                "-Xmx128m",
                "-Dmail.password=S3cr3tCanaryProperty",
                "-Dmy.url=https://a:S3cr3tCanaryUserInfo@b/")
            .environment("BROKER_PASSWORD", "S3cr3tCanaryEnvironment")
            .environment("AWS_SETTINGS", "AKIAS3CR3TCANARY0000")
            .start(zip.toString(), "--api-token", "S3cr3tCanaryArgument")) {
      child.awaitLine("done");
    }
    return Unzipped.files(Files.readAllBytes(zip));
  }

  @Test
  void namesThePlantedDeadlockAndShowsNoPlantedSecret() throws Exception {
    Map<String, String> files = bundleOfPlantedProcess();

    assertThat(files.get("deadlocks.txt"))
        .startsWith("Deadlock of 2 threads: ")
        .contains("\"place order\" waits for java.util.concurrent.locks.ReentrantLock$NonfairSync@")
        .contains("held by \"count stock\"")
        .contains("\"count stock\" waits for java.lang.Object@")
        .contains("held by \"place order\"");
    assertThat(files.get("threads.txt")).contains("Deadlock of 2 threads: ");
    files.forEach(
        (name, text) -> assertThat(text).as(name).doesNotContainIgnoringCase("S3cr3tCanary"));
    assertThat(files.get("metrics.txt")).contains("logins_total", "uses_total");
    assertThat(files.get("environment.txt")).contains("BROKER_PASSWORD = [redacted]");
    assertThat(files.get("properties.txt")).contains("mail.password = [redacted]");
    assertThat(files.get("threads.txt")).contains("\"worker for [redacted]\"");
    assertThat(files.get("log.txt")).contains("config says [redacted]");
    assertThat(Unzipped.wrongChecksums(files)).isEmpty();
  }
}
