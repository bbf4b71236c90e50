package io.kubernaut.core.architecture;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of the JDK. */
final class Jdk {

  private static final Set<String> ALL =
      descriptors().flatMap(module -> module.packages().stream()).collect(Collectors.toSet());

  private static final Set<String> OPEN_TO_ALL =
      descriptors()
          .filter(module -> !module.name().equals("jdk.unsupported"))
          .flatMap(module -> module.exports().stream())
          .filter(Predicate.not(Exports::isQualified))
          .map(Exports::source)
          .collect(Collectors.toSet());

  private Jdk() {}

  private static Stream<ModuleDescriptor> descriptors() {
    return ModuleFinder.ofSystem().findAll().stream().map(ModuleReference::descriptor);
  }

  /** Whether it is a package of the JDK, or of no package as primitive types are. */
  static boolean has(String packageName) {
    return packageName.isEmpty() || ALL.contains(packageName);
  }

  /** Whether it is a package that the JDK keeps to itself. */
  static boolean hides(String packageName) {
    return ALL.contains(packageName) && !OPEN_TO_ALL.contains(packageName);
  }
}
