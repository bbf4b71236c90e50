package io.kubernaut.types.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Trees;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-005")
class JsonPatchTest {

  @Test
  void thePatchBetweenTwoDocumentsMakesTheOneIntoTheOther() {
    long seed = 6902;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      JsonNode before = random(random, 4);
      JsonNode after = random(random, 4);
      JsonPatch patch = JsonPatch.between(before, after);
      String as = "seed " + seed + ": " + before + " to " + after;
      assertThat(patch.apply(before)).as(as).isEqualTo(after);
      assertThat(JsonPatch.of(patch.json())).as(as).isEqualTo(patch);
      assertThat(JsonPatch.between(after, after).isEmpty()).isTrue();
    }
  }

  @Test
  void namesTheOperationThatCannotBeMade() {
    JsonPatch patch =
        JsonPatch.of(tree("[{'op':'add','path':'/a','value':1},{'op':'remove','path':'/b'}]"));
    JsonNode document = tree("{}");

    assertThatThrownBy(() -> patch.apply(document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(
            "/1 = {\"op\":\"remove\",\"path\":\"/b\"}  cannot be made: there is nothing to remove"
                + " at the place it names. Make the patch for this document.");
    assertThat(document).isEqualTo(tree("{}"));
  }

  @Test
  void refusesAPatchThatIsNoneWithAllProblems() {
    assertThatThrownBy(
            () ->
                JsonPatch.of(
                    tree(
                        "[{'op':'put','path':'/a'},{'op':'add','path':'a'},{'op':'move','from':'/a','path':'/a/b'}]")))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("4 problems")
        .hasMessageContaining("/0/op = \"put\"  must be an operation")
        .hasMessageContaining("/1/path = \"a\"  must be a JSON pointer")
        .hasMessageContaining("/1/value = nothing  must be there")
        .hasMessageContaining("/2/path = \"/a/b\"  must not lie within from");
  }

  @Test
  void copiesOfCopiesDoNotFillTheMemory() {
    StringBuilder patch = new StringBuilder("[{'op':'add','path':'/a','value':[1]}");
    for (int i = 0; i < 60; i++) {
      patch.append(",{'op':'copy','from':'/a','path':'/a/-'}");
    }

    assertThatThrownBy(() -> JsonPatch.of(tree(patch + "]")).apply(tree("{}")))
        .isInstanceOf(InvalidDocumentException.class);
  }

  // The examples of RFC 7396, appendix A.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'b'}       | {'a':'c'}            | {'a':'c'}",
        "{'a':'b'}       | {'b':'c'}            | {'a':'b','b':'c'}",
        "{'a':'b'}       | {'a':null}           | {}",
        "{'a':'b','b':'c'} | {'a':null}         | {'b':'c'}",
        "{'a':['b']}     | {'a':'c'}            | {'a':'c'}",
        "{'a':'c'}       | {'a':['b']}          | {'a':['b']}",
        "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]} | {'a':[1]}          | {'a':[1]}",
        "['a','b']       | ['c','d']            | ['c','d']",
        "{'a':'b'}       | ['c']                | ['c']",
        "{'a':'foo'}     | null                 | null",
        "{'a':'foo'}     | 'bar'                | 'bar'",
        "{'e':null}      | {'a':1}              | {'e':null,'a':1}",
        "[1,2]           | {'a':'b','c':null}   | {'a':'b'}",
        "{}              | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}"
      })
  void mergesAsTheStandardShows(String document, String patch, String expected) {
    assertThat(MergePatch.apply(tree(document), tree(patch))).isEqualTo(tree(expected));
  }

  private static JsonNode random(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 0) {
      return JsonNodeFactory.instance.numberNode(random.nextInt(3));
    }
    if (kind == 1) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        array.add(random(random, depth - 1));
      }
      return array;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set("a/~b".substring(random.nextInt(4)), random(random, depth - 1));
    }
    return object;
  }

  private static JsonNode tree(String json) {
    return Trees.json(json.replace('\'', '"').getBytes(UTF_8));
  }
}
