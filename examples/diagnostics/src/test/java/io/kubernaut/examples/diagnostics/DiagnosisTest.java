package io.kubernaut.examples.diagnostics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-HEALTH-006")
@Tag("BR-HEALTH-008")
class DiagnosisTest {

  @TempDir private Path folder;

  @Test
  void namesTheLockAndWritesABundleWithoutThePassword() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Path file = folder.resolve("bundle.zip");

    Diagnosis.run(file, new PrintStream(said, true, UTF_8));

    assertThat(said.toString(UTF_8)).startsWith("LOCKS: ").contains("java.lang.Object held by");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String log = new String(zip.getInputStream(zip.getEntry("log.txt")).readAllBytes(), UTF_8);
      assertThat(log).isEqualTo("login as orders with [redacted]\n");
    }
  }
}
