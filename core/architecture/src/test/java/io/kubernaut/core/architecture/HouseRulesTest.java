package io.kubernaut.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule over the classes of every published module. */
class HouseRulesTest {

  private static final House HOUSE = House.here();
  private static final JavaClasses CLASSES = HOUSE.classes();

  static List<ArchRule> rules() {
    Set<String> exported =
        HOUSE.published().stream()
            .flatMap(path -> Modules.exported(HOUSE.classesOf(path)))
            .collect(Collectors.toSet());
    return Rules.all(Rooms.read(), exported::contains);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  static Stream<Ban> bans() {
    return Bans.ALL.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bans")
  void needsItsExemptions(Ban ban) {
    for (Exemption exemption : ban.exemptions()) {
      assertThat(!isBuilt(exemption) || isNeeded(exemption, ban))
          .as("%s: nobody needs %s any more, delete it", ban.what(), exemption)
          .isTrue();
    }
  }

  private static boolean isBuilt(Exemption exemption) {
    return CLASSES.stream().anyMatch(exemption::covers);
  }

  private static boolean isNeeded(Exemption exemption, Ban ban) {
    return ban.without(exemption).rule().evaluate(CLASSES).hasViolation();
  }
}
