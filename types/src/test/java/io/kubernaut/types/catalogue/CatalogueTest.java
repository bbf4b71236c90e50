package io.kubernaut.types.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.Decision;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-TYPE-002")
class CatalogueTest {

  @Test
  void listsEveryTypeThatIsStoredOrSent() {
    List<Class<?>> declared =
        TypesOfTheModule.all().stream()
            .filter(type -> type.isAnnotationPresent(SchemaType.class))
            .toList();

    assertThat(Catalogue.schemas().stream().<Class<?>>map(Schema::type))
        .as("add what is missing to Catalogue.TYPES")
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void findsATypeByItsName() {
    assertThat(Catalogue.named("decision")).contains(Schema.of(Decision.class));
    assertThat(Catalogue.named("decisions")).isEmpty();
  }

  @Test
  void namesAreLowerCaseWords() {
    assertThat(Catalogue.schemas())
        .extracting(Schema::name)
        .allMatch(n -> n.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
  }
}
