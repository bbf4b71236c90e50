package io.kubernaut.examples.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Trees;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.value.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {

  @Test
  void schemaKeepsWhatItDoesNotKnowAndNamesAllProblems() {
    String document = "{\"id\":\"p-1\",\"kilograms\":2.5,\"route\":[\"DE\"],\"colour\":\"red\"}";

    assertThat(SchemaPage.again(document)).isEqualTo(document);
    assertThat(SchemaPage.problems("{\"kilograms\":31,\"route\":[\"de\"]}"))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/id", "/kilograms", "/route/0");
  }

  @Test
  void catalogueHasTheSchemasOfAllTypes() {
    assertThat(CataloguePage.published())
        .hasEntrySatisfying(
            "decision/1", schema -> assertThat(schema).contains("\"alternatives\""));
  }

  @Test
  void patchCarriesAChangeOver() {
    assertThat(
            PatchPage.carriedOver(
                tree("{\"a\":1,\"b\":2}"), tree("{\"a\":1,\"b\":3}"), tree("{\"b\":2,\"c\":4}")))
        .isEqualTo(tree("{\"b\":3,\"c\":4}"));
    assertThat(PatchPage.overridden(tree("{\"a\":1,\"b\":2}"), tree("{\"a\":null,\"c\":3}")))
        .isEqualTo(tree("{\"b\":2,\"c\":3}"));
  }

  @Test
  void sealFindsAChange() {
    Secret key = Secret.of("0123456789abcdef".toCharArray());
    Parcel parcel = new Parcel("p-1", 2.5, null, List.of("DE"), Map.of());
    byte[] kept = ProofPage.kept(key, parcel);

    assertThat(ProofPage.opened(key, kept)).isEqualTo(parcel);
    kept[kept.length / 2] ^= 1;
    assertThatThrownBy(() -> ProofPage.opened(key, kept))
        .isInstanceOf(InvalidDocumentException.class);
  }

  private static JsonNode tree(String json) {
    return Trees.json(json.getBytes(UTF_8));
  }
}
