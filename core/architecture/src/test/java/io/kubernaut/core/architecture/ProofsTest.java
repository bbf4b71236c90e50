package io.kubernaut.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {

  @TempDir private Path folder;

  private Proofs proofs(String... sources) {
    return Proofs.in(Planted.classes(folder, sources));
  }

  @Test
  void comeFromTheTagsOfMethodsAndClasses() {
    Proofs proofs =
        proofs(
            """
            package a;
            import org.junit.jupiter.api.*;
            @Tag("BR-A-001") @Tag("slow")
            class OneTest {
              @Test @Tag("BR-B-001") @Tag("BR-B-002") void first() {}
              @RepeatedTest(2) void second() {}
              void helper() {}
            }""");
    assertThat(proofs.tests())
        .containsOnly(
            entry("BR-A-001", set("a.OneTest#first", "a.OneTest#second")),
            entry("BR-B-001", set("a.OneTest#first")),
            entry("BR-B-002", set("a.OneTest#first")));
  }

  @Test
  void comeFromClassesAboveAndAround() {
    Proofs proofs =
        proofs(
            """
            package a;
            import org.junit.jupiter.api.*;
            @Tag("BR-A-001")
            abstract class Contract {
              @Test @Tag("BR-A-002") void holds() {}
            }""",
            """
            package a;
            import org.junit.jupiter.api.*;
            class RealTest extends Contract {
              @Nested @Tag("BR-A-003") class Inner { @Test void works() {} }
            }""");
    assertThat(proofs.tests())
        .containsOnly(
            entry("BR-A-001", set("a.RealTest#holds", "a.RealTest.Inner#works")),
            entry("BR-A-002", set("a.RealTest#holds")),
            entry("BR-A-003", set("a.RealTest.Inner#works")));
  }

  @Test
  void doNotComeFromDisabledTests() {
    Proofs proofs =
        proofs(
            """
            package a;
            import org.junit.jupiter.api.*;
            @Tag("BR-A-001")
            class OneTest {
              @Test @Disabled void off() {}
              @Nested @Disabled class Inner { @Test void off() {} }
            }""");
    assertThat(proofs.tests()).isEmpty();
  }

  @Test
  void arePutIntoATableWithWhatIsMissing() {
    Proofs proofs =
        proofs(
            """
            package a;
            import org.junit.jupiter.api.*;
            class OneTest {
              @Test @Tag("BR-A-001") void first() {}
              @Test @Tag("BR-A-001") void second() {}
            }""");
    Requirements requirements =
        Requirements.document(
            """
            | BR-A-001 | Count | core/a | adds |
            | BR-A-002 | Subtract | core/a | subtracts |
            """);
    assertThat(new ProofTable(requirements, proofs).markdown())
        .contains("1 of 2 requirements have tests, 2 tests in all.")
        .contains("| `OneTest` 2 |")
        .contains("- BR-A-002 Subtract");
  }

  @Test
  void areHelpedWithAnIdThatIsMistyped() {
    assertThat(Requirements.known().nearestTo("BR-METS-001")).isEqualTo("BR-MET-001");
    assertThat(Requirements.known().nearestTo("BR-TYP-004")).isEqualTo("BR-TYPE-004");
  }

  private static NavigableSet<String> set(String... names) {
    return new TreeSet<>(Set.of(names));
  }
}
