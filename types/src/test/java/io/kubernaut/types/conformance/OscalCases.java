package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.compliance.ControlCatalogue;
import io.kubernaut.types.compliance.OscalDocument;
import io.kubernaut.types.compliance.OscalProfile;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** OSCAL documents: read and written without loss; what a baseline chooses is in its catalogue. */
final class OscalCases {

  private static final Codec<OscalDocument> OSCAL = Codecs.json(OscalDocument.class);

  private OscalCases() {}

  static Stream<DynamicTest> in(Path folder) {
    List<Path> files = Cases.files(folder, ".json");
    return Stream.concat(
        files.stream()
            .map(file -> dynamicTest(file.getFileName() + " round trip", () -> keeps(file))),
        files.stream()
            .filter(file -> file.toString().contains("resolved-profile_catalog"))
            .map(file -> dynamicTest(file.getFileName() + " resolves", () -> resolves(file))));
  }

  private static void keeps(Path file) {
    JsonNode expected = Cases.json(file);
    OscalDocument document = OSCAL.read(Cases.bytes(file));
    assertThat(Cases.json(OSCAL.write(document))).isEqualTo(expected);
  }

  // NAME-resolved-profile_catalog-min.json is what NAME_profile.json chooses.
  private static void resolves(Path file) {
    ControlCatalogue catalogue = ControlCatalogue.load(Cases.bytes(file));
    Set<String> expected = new HashSet<>();
    ids(Cases.json(file).path("catalog"), expected);
    assertThat(catalogue.ids()).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);

    String name = file.getFileName().toString().replaceFirst("-resolved-profile_catalog.*", "");
    Path profileFile = file.resolveSibling(name + "_profile.json");
    OscalProfile profile = OSCAL.read(Cases.bytes(profileFile)).profile();
    assertThat(catalogue.missing(profile)).isEmpty();
    assertThat(catalogue.resolve(profile)).hasSameSizeAs(catalogue.ids());
  }

  private static void ids(JsonNode holder, Set<String> ids) {
    holder.path("groups").forEach(group -> ids(group, ids));
    holder
        .path("controls")
        .forEach(
            control -> {
              ids.add(control.path("id").asText());
              ids(control, ids);
            });
  }
}
