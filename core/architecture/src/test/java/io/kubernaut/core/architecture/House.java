package io.kubernaut.core.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The repository that the rules look at. Modules are found by following the poms from the root, so
 * a new room is judged from its first build on.
 */
final class House {

  private static final List<String> UNPUBLISHED =
      List.of("benchmarks/", "examples/", "core/architecture");

  private final Path root;

  private House(Path root) {
    this.root = root;
  }

  /** The house that this room stands in. */
  static House here() {
    Path room = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return new House(room.resolve("../..").normalize());
  }

  Path root() {
    return root;
  }

  /** The paths of all modules that build a jar. */
  List<String> jars() {
    return below("").filter(path -> pom(path).isJar()).toList();
  }

  /** The paths of all modules that users get. */
  List<String> published() {
    return jars().stream()
        .filter(path -> UNPUBLISHED.stream().noneMatch(path::startsWith))
        .toList();
  }

  private Stream<String> below(String path) {
    return pom(path).modules().stream()
        .map(module -> path.isEmpty() ? module : path + "/" + module)
        .flatMap(module -> Stream.concat(Stream.of(module), below(module)));
  }

  Pom pom(String path) {
    return Pom.read(root.resolve(path).resolve("pom.xml"));
  }

  /** The pom that goes to the repository. */
  Pom publishedPom(String path) {
    return Pom.read(built(path, ".flattened-pom.xml"));
  }

  /** The compiled classes of all published modules. */
  JavaClasses classes() {
    return new ClassFileImporter().importPaths(published().stream().map(this::classesOf).toList());
  }

  /** The compiled tests of all modules that have tests. */
  JavaClasses tests() {
    return new ClassFileImporter()
        .importPaths(
            jars().stream()
                .filter(path -> Files.isDirectory(root.resolve(path).resolve("src/test/java")))
                .map(path -> built(path, "target/test-classes"))
                .toList());
  }

  /** Where the classes of a module are. */
  Path classesOf(String path) {
    return built(path, "target/classes");
  }

  private Path built(String path, String what) {
    Path made = root.resolve(path).resolve(what);
    if (!Files.exists(made)) {
      throw new IllegalStateException(
          "Module %s has no %s, so it can not be judged. Build the whole house: mvn verify"
              .formatted(path, what));
    }
    return made;
  }
}
