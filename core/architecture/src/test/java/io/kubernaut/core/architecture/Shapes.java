package io.kubernaut.core.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** How a class looks: its name, whether it may be extended, what it keeps in statics. */
final class Shapes {

  private static final List<Class<?>> CHANGEABLE =
      List.of(
          ThreadLocal.class,
          java.util.concurrent.ConcurrentMap.class,
          java.util.concurrent.BlockingQueue.class,
          java.util.concurrent.atomic.AtomicInteger.class,
          java.util.concurrent.atomic.AtomicLong.class,
          java.util.concurrent.atomic.AtomicBoolean.class,
          java.util.concurrent.atomic.AtomicReference.class,
          java.util.concurrent.atomic.LongAdder.class,
          java.util.concurrent.locks.Lock.class,
          java.util.concurrent.Executor.class,
          java.util.HashMap.class,
          java.util.ArrayList.class);

  private Shapes() {}

  static ArchRule namesSayWhatIsSpecial() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Utils?|Helper)")
        .because(
            "such a name says nothing; instead name what is special in it, as in StripedCounter or GorillaChunk");
  }

  static ArchRule publicClassesAreClosed() {
    return classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .should(Conditions.of("be final, sealed or abstract", Shapes::open))
        .because(
            "what can be extended by accident can never be changed again; instead make it a record, an interface or final");
  }

  private static Stream<String> open(JavaClass type) {
    boolean closed =
        type.getModifiers().contains(FINAL)
            || type.getModifiers().contains(ABSTRACT)
            || type.isEnum()
            || ClassFile.of(type).isSealed();
    return closed ? Stream.of() : Stream.of(type.getFullName() + " can be extended by anyone");
  }

  static ArchRule staticsHoldNoState() {
    return classes()
        .should(Conditions.of("have no state in statics", Shapes::staticState))
        .because(
            "two platforms in one virtual machine do not meet; instead keep it in an object that someone is given");
  }

  private static Stream<String> staticState(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> field.getModifiers().contains(STATIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(field -> !field.getModifiers().contains(FINAL) || isChangeable(field))
        .map(JavaField::getDescription);
  }

  private static boolean isChangeable(JavaField field) {
    return CHANGEABLE.stream().anyMatch(field.getRawType()::isAssignableTo);
  }

  static ArchRule threadsCarryNothing() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .because(
            "it outlives the platform in threads of the host, and costs a lookup on the hot path; instead pass the value");
  }

  static ArchRule loggingIsSlf4j() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*")
        .because("the host has chosen its logging; instead log through SLF4J");
  }

  static ArchRule theJdkKeepsItsInternals() {
    return classes()
        .should(Conditions.of("leave the internals of the JDK alone", Shapes::internals))
        .because(
            "they change without notice and hardened hosts close them; instead use the public API");
  }

  private static Stream<String> internals(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(use -> Jdk.hides(use.getTargetClass().getBaseComponentType().getPackageName()))
        .map(com.tngtech.archunit.core.domain.Dependency::getDescription);
  }
}
