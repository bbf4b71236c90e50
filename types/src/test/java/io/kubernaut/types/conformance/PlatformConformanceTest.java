package io.kubernaut.types.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Third-party cases; {@code -Dschemas.dir} names another folder of them. */
class PlatformConformanceTest {

  @TestFactory
  @Tag("BR-TYPE-013")
  Stream<DynamicTest> packageUrls() {
    return PackageUrlCases.in(folder("purl"));
  }

  @TestFactory
  @Tag("BR-TYPE-011")
  Stream<DynamicTest> kubernetesObjects() {
    return KubernetesCases.in(folder("kubernetes"));
  }

  @TestFactory
  @Tag("BR-TYPE-019")
  Stream<DynamicTest> oscalDocuments() {
    return OscalCases.in(folder("oscal"));
  }

  @TestFactory
  @Tag("BR-TYPE-017")
  Stream<DynamicTest> workflowDefinitions() {
    return WorkflowCases.in(folder("serverless-workflow"));
  }

  @TestFactory
  @Tag("BR-TYPE-015")
  Stream<DynamicTest> descriptionsOfApis() {
    return OpenApiCases.in(folder("openapi-3.1"));
  }

  @TestFactory
  @Tag("BR-TYPE-012")
  Stream<DynamicTest> billingLines() {
    return FocusCases.in(folder("focus"));
  }

  @TestFactory
  @Tag("BR-TYPE-012")
  Stream<DynamicTest> rulesForBillingLines() {
    return FocusRuleCases.in(folder("focus"));
  }

  @TestFactory
  @Tag("BR-TYPE-008")
  Stream<DynamicTest> apiOfAlertmanager() {
    return AlertmanagerCases.in(folder("alertmanager"));
  }

  private static Path folder(String standard) {
    Path folder = Cases.folder().resolve(standard);
    Assumptions.assumeTrue(Files.isDirectory(folder), "no cases at " + folder.toAbsolutePath());
    return folder;
  }
}
