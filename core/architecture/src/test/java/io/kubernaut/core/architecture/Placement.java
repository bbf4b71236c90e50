package io.kubernaut.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Who may see whom: rooms among each other, and rooms the code of third parties. */
final class Placement {

  private static final String HOUSE = "io.kubernaut";

  private final Rooms rooms;

  Placement(Rooms rooms) {
    this.rooms = rooms;
  }

  ArchRule everyClassHasARoom() {
    return classes()
        .should(Conditions.of("live in a room", this::withoutRoom))
        .because(
            "path, artifact, package and module have one name; instead move the class, or add its room to "
                + Rooms.TABLE);
  }

  private Stream<String> withoutRoom(JavaClass type) {
    return rooms.ofPackage(type.getPackageName()).isPresent()
        ? Stream.of()
        : Stream.of(type.getFullName() + " is in a package that belongs to no room");
  }

  ArchRule roomsLookDown() {
    return classes()
        .should(Conditions.of("use what stands no higher", type -> complaints(type, this::looksUp)))
        .because(
            "types <- core/runtime <- core/* <- metrics/* <- health/* <- discovery/*, never back; instead move"
                + " down what both need, or implement in the higher room an interface of the lower one");
  }

  private boolean looksUp(Room from, String packageName) {
    return rooms.ofPackage(packageName).filter(to -> to.level() > from.level()).isPresent();
  }

  ArchRule roomsUseTheirOwnLibraries() {
    return classes()
        .should(
            Conditions.of(
                "use the libraries of its room", type -> complaints(type, this::isForeign)))
        .because(
            "every third-party jar is a cost to the host; instead go through the room that has the library, or argue for"
                + " it in the room's row of "
                + Rooms.TABLE);
  }

  private boolean isForeign(Room from, String packageName) {
    return !isOurs(packageName) && !Jdk.has(packageName) && !from.mayUse(packageName);
  }

  private static boolean isOurs(String packageName) {
    return packageName.equals(HOUSE) || packageName.startsWith(HOUSE + ".");
  }

  private Stream<String> complaints(JavaClass type, BiPredicate<Room, String> refused) {
    return rooms.ofPackage(type.getPackageName()).stream()
        .flatMap(
            room ->
                type.getDirectDependenciesFromSelf().stream()
                    .filter(use -> refused.test(room, targetPackage(use)))
                    .map(use -> room.path() + ": " + use.getDescription()));
  }

  private static String targetPackage(Dependency use) {
    return use.getTargetClass().getBaseComponentType().getPackageName();
  }
}
