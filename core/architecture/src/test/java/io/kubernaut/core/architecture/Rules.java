package io.kubernaut.core.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All rules over classes. */
final class Rules {

  private Rules() {}

  /**
   * Returns the rules.
   *
   * @param rooms the rooms there are
   * @param exported whether users see a package
   */
  static List<ArchRule> all(Rooms rooms, Predicate<String> exported) {
    Placement placement = new Placement(rooms);
    Stream<ArchRule> rules =
        Stream.of(
            placement.everyClassHasARoom(),
            placement.roomsLookDown(),
            placement.roomsUseTheirOwnLibraries(),
            Packages.goInNoCircles(),
            Signatures.showOnlyWhatUsersKnow(exported),
            Shapes.namesSayWhatIsSpecial(),
            Shapes.publicClassesAreClosed(),
            Shapes.staticsHoldNoState(),
            Shapes.threadsCarryNothing(),
            Shapes.loggingIsSlf4j(),
            Shapes.theJdkKeepsItsInternals());
    return Stream.concat(rules, Bans.ALL.stream().map(Ban::rule)).toList();
  }
}
