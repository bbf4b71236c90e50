package io.kubernaut.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import org.junit.jupiter.api.Test;

/** Which tests of the house prove what. Writes {@code target/requirements.md} at the root. */
class RequirementsTest {

  private static final House HOUSE = House.here();
  private static final Requirements KNOWN = Requirements.known();
  private static final Proofs PROOFS = Proofs.in(HOUSE.tests());

  @Test
  void everyTagNamesARequirement() {
    List<String> unknown =
        PROOFS.tests().entrySet().stream()
            .filter(proof -> !KNOWN.ids().contains(proof.getKey()))
            .map(proof -> complaint(proof.getKey(), proof.getValue()))
            .toList();
    assertThat(unknown).isEmpty();
  }

  private static String complaint(String id, NavigableSet<String> tests) {
    return "%s is no requirement; did you mean %s? It tags %s"
        .formatted(id, KNOWN.nearestTo(id), tests);
  }

  @Test
  void writesWhichTestsProveWhat() throws IOException {
    Path page = HOUSE.root().resolve("target/requirements.md");
    Files.createDirectories(page.getParent());
    Files.writeString(page, new ProofTable(KNOWN, PROOFS).markdown());
    assertThat(page).content().contains(KNOWN.ids());
  }

  @Test
  void theListIsThatOfTheDocument() throws IOException {
    Path file = document();
    assumeTrue(Files.exists(file), "Skipped: no requirements document at " + file);
    Requirements document = Requirements.document(Files.readString(file));
    assertThat(KNOWN.ids()).containsExactlyElementsOf(document.ids());
    KNOWN.titles().forEach((id, title) -> assertThat(document.titles().get(id)).startsWith(title));
  }

  private static Path document() {
    Path shared = HOUSE.root().resolve("../shared/REQUIREMENTS.md").normalize();
    return Path.of(System.getProperty("requirements.file", shared.toString()));
  }
}
