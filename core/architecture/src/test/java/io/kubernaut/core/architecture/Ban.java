package io.kubernaut.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that no class does, save in a few named places.
 *
 * @param what it would do, as in "no class should …"
 * @param because what it would break
 * @param instead what to do
 * @param members patterns of methods, constructors and fields, {@code *} for any text
 * @param exemptions where it is allowed
 */
record Ban(
    String what, String because, String instead, List<String> members, List<Exemption> exemptions) {

  static Ban on(String what, String because, String instead, String... members) {
    return new Ban(what, because, instead, List.of(members), List.of());
  }

  Ban except(String place, String reason) {
    Stream<Exemption> more = Stream.of(new Exemption(place, reason));
    return new Ban(
        what, because, instead, members, Stream.concat(exemptions.stream(), more).toList());
  }

  Ban without(Exemption exemption) {
    List<Exemption> rest = exemptions.stream().filter(other -> !other.equals(exemption)).toList();
    return new Ban(what, because, instead, members, rest);
  }

  ArchRule rule() {
    return noClasses()
        .that(areNotIn(exemptions))
        .should()
        .accessTargetWhere(target())
        .as("no class should " + what)
        .because(because + "; instead " + instead);
  }

  private static DescribedPredicate<JavaClass> areNotIn(List<Exemption> exemptions) {
    return DescribedPredicate.describe(
        "are not exempt", type -> exemptions.stream().noneMatch(place -> place.covers(type)));
  }

  private DescribedPredicate<JavaAccess<?>> target() {
    Pattern pattern = Pattern.compile(members.stream().map(Ban::regex).collect(joining("|")));
    return DescribedPredicate.describe(
        what, access -> pattern.matcher(signature(access.getTarget())).matches());
  }

  private static String regex(String member) {
    return Stream.of(member.split("\\*", -1)).map(Pattern::quote).collect(joining(".*"));
  }

  private static String signature(AccessTarget target) {
    return target.getOwner().getFullName() + "." + target.getName() + parameters(target);
  }

  private static String parameters(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget code
        ? code.getRawParameterTypes().stream()
            .map(JavaClass::getFullName)
            .collect(joining(",", "(", ")"))
        : "";
  }
}
