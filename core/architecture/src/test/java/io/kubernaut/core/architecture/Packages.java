package io.kubernaut.core.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** How the packages of a room stand to each other. */
final class Packages {

  private Packages() {}

  static ArchRule goInNoCircles() {
    return slices()
        .assignedFrom(new ByPackage())
        .should()
        .beFreeOfCycles()
        .because(
            "packages that need each other can only be understood at once; instead move what both need into a third");
  }

  /** Each package is a slice. */
  private static final class ByPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      // The door of metrics/query and its engine still need each other: one slice until they part.
      return SliceIdentifier.of(
          type.getPackageName().replace("metrics.query.internal.engine", "metrics.query"));
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
