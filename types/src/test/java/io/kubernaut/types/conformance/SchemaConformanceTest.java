package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Third-party cases of the public standards that this module speaks; {@code -Dschemas.dir} names
 * another folder of them, with more cases in the same layout.
 */
class SchemaConformanceTest {

  /** Folders that tests of this module judge, here or in {@link PlatformConformanceTest}. */
  private static final Set<String> JUDGED =
      Set.of(
          "alertmanager",
          "cloudevents",
          "cyclonedx",
          "focus",
          "json-patch",
          "kubernetes",
          "openapi-3.1",
          "openvex",
          "oscal",
          "osv",
          "purl",
          "rfc6962",
          "rfc8785",
          "serverless-workflow",
          "wycheproof");

  /** Folders whose standard is another module's, and which. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "aws-sigv4", "discovery/cloud signs requests",
          "cesql", "no filter of events uses it",
          "ocsf", "core/security exports audit events",
          "openslo", "metrics/rules reads objectives",
          "otlp", "metrics/push and metrics/telemetry write it",
          "sloth", "metrics/rules writes burn-rate rules");

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> canonicalJson() {
    return CanonicalJsonCases.in(folder("rfc8785"));
  }

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> merkleProofs() {
    return MerkleProofCases.in(folder("rfc6962"));
  }

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> messageAuthenticationCodes() {
    return MacCases.in(folder("wycheproof"));
  }

  @TestFactory
  @Tag("BR-TYPE-005")
  Stream<DynamicTest> jsonPatch() {
    return JsonPatchCases.in(folder("json-patch"));
  }

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> billsOfMaterial() {
    return ValidationCases.cycloneDx(folder("cyclonedx"));
  }

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> vulnerabilities() {
    return ValidationCases.osv(folder("osv"));
  }

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> vexStatements() {
    return ValidationCases.openVex(folder("openvex"));
  }

  @TestFactory
  @Tag("BR-TYPE-015")
  Stream<DynamicTest> openApi() {
    return ValidationCases.openApi(folder("openapi-3.1"));
  }

  @TestFactory
  @Tag("BR-TYPE-017")
  Stream<DynamicTest> workflows() {
    return ValidationCases.serverlessWorkflow(folder("serverless-workflow"));
  }

  @TestFactory
  @Tag("BR-TYPE-010")
  Stream<DynamicTest> cloudEvents() {
    return Stream.concat(
        ValidationCases.cloudEvents(folder("cloudevents")),
        CloudEventCases.in(folder("cloudevents")));
  }

  @Test
  void everyStandardHasAJudge() throws IOException {
    Path all = Cases.folder();
    Assumptions.assumeTrue(Files.isDirectory(all), "no cases at " + all.toAbsolutePath());
    Set<String> known = new TreeSet<>(JUDGED);
    known.addAll(ELSEWHERE.keySet());
    known.add("LICENSES");

    try (Stream<Path> folders = Files.list(all)) {
      Set<String> unknown =
          folders
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .filter(name -> !known.contains(name))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(unknown).as("folders that no test reads").isEmpty();
    }
  }

  private static Path folder(String standard) {
    Path folder = Cases.folder().resolve(standard);
    Assumptions.assumeTrue(Files.isDirectory(folder), "no cases at " + folder.toAbsolutePath());
    return folder;
  }
}
