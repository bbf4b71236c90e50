package io.kubernaut.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the house publishes: the modules, their poms, and the list of them all. */
class HouseTest {

  private static final House HOUSE = House.here();
  private static final Rooms ROOMS = Rooms.read();

  static List<String> published() {
    return HOUSE.published();
  }

  @Test
  void findsTheModulesByFollowingThePoms() {
    assertThat(HOUSE.published())
        .contains("types", "core/runtime", "core/starter", "metrics/registry")
        .doesNotContain("core/bom", "core/architecture")
        .noneMatch(path -> path.startsWith("benchmarks") || path.startsWith("examples"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void hasARoomForEveryModule(String path) {
    assertThat(ROOMS.at(path))
        .as("%s has no row in %s: say there which libraries it may use", path, Rooms.TABLE)
        .isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void callsTheArtifactAfterThePath(String path) {
    assertThat(HOUSE.pom(path).artifact()).isEqualTo(ROOMS.at(path).orElseThrow().artifact());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void describesEveryModule(String path) {
    assertThat(Modules.complaints(ROOMS.at(path).orElseThrow(), HOUSE.classesOf(path))).isEmpty();
  }

  @Test
  void listsEveryModuleInTheBom() {
    assertThat(HOUSE.pom("core/bom").managedArtifacts())
        .as("core/bom/pom.xml lists what is published")
        .containsExactlyInAnyOrderElementsOf(artifacts());
    assertThat(HOUSE.pom("").managedArtifacts())
        .as("the root pom manages the version of what is published")
        .containsExactlyInAnyOrderElementsOf(artifacts());
  }

  private static List<String> artifacts() {
    return HOUSE.published().stream().map(path -> HOUSE.pom(path).artifact()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("published")
  void publishesPomsThatNeedNoParent(String path) {
    assertThat(HOUSE.publishedPom(path).parts())
        .contains("groupId", "version", "licenses")
        .doesNotContain("parent", "properties", "dependencyManagement", "build", "profiles");
    assertThat(HOUSE.publishedPom(path).hasPlaceholders()).isFalse();
  }

  @Test
  void publishesABomOfNothingButVersions() {
    assertThat(HOUSE.publishedPom("core/bom").parts())
        .contains("dependencyManagement")
        .doesNotContain("parent", "properties", "dependencies", "build", "profiles");
    assertThat(HOUSE.publishedPom("core/bom").hasPlaceholders()).isFalse();
    assertThat(HOUSE.publishedPom("core/bom").managedArtifacts())
        .containsExactlyInAnyOrderElementsOf(artifacts());
  }

  static Stream<String> unpublished() {
    return HOUSE.jars().stream().filter(path -> !HOUSE.published().contains(path));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unpublished")
  void keepsTheRestAtHome(String path) {
    assertThat(HOUSE.pom(path).property("maven.deploy.skip"))
        .as("%s/pom.xml, property maven.deploy.skip", path)
        .isEqualTo("true");
  }
}
