package io.kubernaut.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What users see of a class. */
final class Signatures {

  /** Third-party types that users of the SDK know already. */
  private static final List<String> STANDARD =
      List.of(
          "io.micrometer.",
          "org.slf4j.",
          "com.fasterxml.jackson.databind.JsonNode",
          "com.fasterxml.jackson.databind.node.");

  private Signatures() {}

  /**
   * No type of a library, and none of a package that is not exported, in what users see.
   *
   * @param exported whether users see a package
   */
  static ArchRule showOnlyWhatUsersKnow(Predicate<String> exported) {
    return classes()
        .that()
        .arePublic()
        .should(Conditions.of("show types that users know", type -> complaints(type, exported)))
        .because(
            "a library in a signature can not be changed for another, and a hidden type can not be named; instead"
                + " show a type of the JDK, of Micrometer, or one's own");
  }

  private static Stream<String> complaints(JavaClass type, Predicate<String> exported) {
    return exported.test(type.getPackageName())
        ? type.getMembers().stream()
            .filter(Signatures::isVisible)
            .flatMap(member -> complaints(member, exported))
        : Stream.of();
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || isInherited(member));
  }

  private static boolean isInherited(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PROTECTED)
        && !member.getOwner().getModifiers().contains(JavaModifier.FINAL);
  }

  private static Stream<String> complaints(JavaMember member, Predicate<String> exported) {
    return types(member)
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(type -> !isKnown(type, exported))
        .distinct()
        .map(type -> member.getFullName() + " shows " + type.getFullName());
  }

  private static Stream<JavaType> types(JavaMember member) {
    return member instanceof JavaCodeUnit code
        ? Stream.concat(
            Stream.of(code.getReturnType()),
            Stream.concat(code.getParameterTypes().stream(), code.getExceptionTypes().stream()))
        : Stream.of(((JavaField) member).getType());
  }

  private static boolean isKnown(JavaClass type, Predicate<String> exported) {
    return Jdk.has(type.getPackageName())
        || exported.test(type.getPackageName())
        || STANDARD.stream().anyMatch(type.getFullName()::startsWith);
  }
}
