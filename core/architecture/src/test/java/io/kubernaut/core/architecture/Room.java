package io.kubernaut.core.architecture;

import java.util.List;

/**
 * One folder that becomes one jar. Its path says what the artifact, the package and the module are
 * called, and how high it stands.
 *
 * @param path {@code metrics/store}
 * @param libraries the packages of third-party code it may use
 */
record Room(String path, List<String> libraries) {

  private static final String STARTER = "core/starter";
  private static final List<String> AREAS = List.of("core", "metrics", "health", "discovery");

  /** The one room that is not called after its path. */
  boolean isStarter() {
    return path.equals(STARTER);
  }

  String artifact() {
    return isStarter() ? "kubernaut" : "kubernaut-" + path.replace('/', '-');
  }

  /** The name of the module, which is also the name of its first package. */
  String module() {
    return isStarter() ? "io.kubernaut" : "io.kubernaut." + path.replace('/', '.');
  }

  /**
   * How high it stands. A room uses what stands as high as itself or lower.
   *
   * @return 0 for types, 1 for the runtime, 2 for the rest of core, and so on; the starter above
   *     all
   */
  int level() {
    return switch (path) {
      case "types" -> 0;
      case "core/runtime" -> 1;
      case STARTER -> AREAS.size() + 2;
      default -> 2 + AREAS.indexOf(area());
    };
  }

  private String area() {
    return path.substring(0, path.indexOf('/'));
  }

  /** Whether a package of this name is this room's, unless a room below it claims it. */
  boolean owns(String packageName) {
    String below = isStarter() ? module() + ".internal" : module() + ".";
    return packageName.equals(module()) || packageName.startsWith(below);
  }

  boolean mayUse(String packageName) {
    return libraries.stream()
        .anyMatch(library -> packageName.equals(library) || packageName.startsWith(library + "."));
  }
}
