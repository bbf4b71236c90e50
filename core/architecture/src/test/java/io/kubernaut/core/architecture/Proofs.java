package io.kubernaut.core.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.platform.commons.annotation.Testable;

/**
 * Which tests prove which requirement, by their tags. A test has the tags of its method, of the
 * class it runs in, of the classes above that and of those around it, as JUnit counts them; a
 * disabled one proves nothing.
 */
final class Proofs {

  private static final String PREFIX = "BR-";

  private final NavigableMap<String, NavigableSet<String>> tests = new TreeMap<>();

  static Proofs in(JavaClasses classes) {
    Proofs proofs = new Proofs();
    classes.stream()
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .forEach(proofs::add);
    return proofs;
  }

  /** The tests of each id. */
  NavigableMap<String, NavigableSet<String>> tests() {
    return Collections.unmodifiableNavigableMap(tests);
  }

  private void add(JavaClass type) {
    type.getAllMethods().stream()
        .filter(method -> isEnabledTest(method) && isEnabled(type))
        .forEach(method -> add(type, method));
  }

  private void add(JavaClass type, JavaMethod method) {
    String name = type.getFullName().replace('$', '.') + "#" + method.getName();
    Stream.concat(tags(method), tagsAround(type))
        .filter(tag -> tag.startsWith(PREFIX))
        .forEach(tag -> tests.computeIfAbsent(tag, id -> new TreeSet<>()).add(name));
  }

  private static boolean isEnabledTest(JavaMethod method) {
    return method.isMetaAnnotatedWith(Testable.class) && !method.isAnnotatedWith(Disabled.class);
  }

  private static boolean isEnabled(JavaClass type) {
    return !type.isAnnotatedWith(Disabled.class)
        && type.getEnclosingClass().map(Proofs::isEnabled).orElse(true);
  }

  private static Stream<String> tagsAround(JavaClass type) {
    Stream<String> own =
        Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream()).flatMap(Proofs::tags);
    return Stream.concat(own, type.getEnclosingClass().stream().flatMap(Proofs::tagsAround));
  }

  private static <T extends HasAnnotations<?> & CanBeAnnotated> Stream<String> tags(T place) {
    Stream<Tag> one = place.tryGetAnnotationOfType(Tag.class).stream();
    Stream<Tag> several =
        place.tryGetAnnotationOfType(Tags.class).stream()
            .flatMap(tags -> Arrays.stream(tags.value()));
    return Stream.concat(one, several).map(Tag::value);
  }
}
