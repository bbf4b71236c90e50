package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-002")
@Tag("BR-TYPE-003")
class JsonSchemaTest {

  @ParameterizedTest(name = "{0} takes {1} and not {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true                                            | 1              | ",
        "false                                           |                | 1",
        "{'type':'integer'}                              | 1.0            | 1.5",
        "{'type':['string','null']}                      | null           | 1",
        "{'const':{'a':1}}                               | {'a':1.0}      | {'a':'1'}",
        "{'enum':[1,'x',null]}                           | null           | false",
        "{'minimum':2,'maximum':3}                       | 3.0            | 3.1",
        "{'exclusiveMinimum':2}                          | 2.1            | 2",
        "{'exclusiveMaximum':2}                          | 1e-400         | 2.0",
        "{'multipleOf':0.01}                             | 19.99          | 0.001",
        "{'multipleOf':0.01}                             | 5              | 1e999999999",
        "{'minLength':2}                                 | 'éa'           | '\uD83D\uDE42'",
        "{'pattern':'^a$'}                               | 'a'            | 'a\\n'",
        "{'pattern':'^[[&&]+$'}                          | '[&'           | 'a'",
        "{'format':'date-time'}                          | '2026-01-31T10:00:00Z' |"
            + " '2026-01-31T10:00Z'",
        "{'format':'ipv4'}                               | '192.0.2.1'    | '192.0.2.01'",
        "{'format':'uri'}                                | 'urn:a:b'      | 'a/b'",
        "{'format':'unheard-of'}                         | 'x'            | ",
        "{'required':['a']}                              | {'a':null}     | {}",
        "{'properties':{'a':{'type':'string'}}}          | {'b':1}        | {'a':1}",
        "{'patternProperties':{'^x-':false}}             | {'y':1}        | {'x-y':1}",
        "{'properties':{'a':true},'additionalProperties':false} | {'a':1} | {'b':1}",
        "{'propertyNames':{'maxLength':1}}               | {'a':1}        | {'ab':1}",
        "{'minProperties':1,'maxProperties':1}           | {'a':1}        | {'a':1,'b':2}",
        "{'dependentRequired':{'a':['b']}}               | {'b':1}        | {'a':1}",
        "{'dependentSchemas':{'a':{'required':['b']}}}   | {'a':1,'b':1}  | {'a':1}",
        "{'items':{'type':'string'}}                     | ['a']          | [1]",
        "{'prefixItems':[{'type':'string'}],'items':false} | ['a']        | ['a',1]",
        "{'contains':{'const':1},'maxContains':1}        | [1,2]          | [1,1]",
        "{'contains':{'const':1}}                        | [1.0]          | [2]",
        "{'uniqueItems':true}                            | [1,'1']        | [{'a':1},{'a':1.0}]",
        "{'minItems':1,'maxItems':2}                     | [1]            | []",
        "{'allOf':[{'minimum':1},{'maximum':2}]}         | 1              | 3",
        "{'anyOf':[{'minimum':5},{'maximum':2}]}         | 1              | 3",
        "{'oneOf':[{'minimum':1},{'maximum':2}]}         | 3              | 1",
        "{'not':{'type':'string'}}                       | 1              | 'a'",
        "{'if':{'required':['a']},'then':{'required':['b']},'else':{'required':['c']}} | {'c':1} |"
            + " {'a':1}",
        "{'$ref':'#/$defs/a','$defs':{'a':{'minimum':1}}} | 1             | 0",
        "{'$ref':'#a','$defs':{'x':{'$anchor':'a','minimum':1}}} | 1      | 0",
        "{'$ref':'#/$defs/a~1b','$defs':{'a/b':{'minimum':1}}} | 1        | 0",
        "{'$ref':'#/other/x','other':{'x':{'minimum':1}}} | 1             | 0",
        "{'$id':'http://e.org/a','$ref':'b','$defs':{'x':{'$id':'/b','minimum':1}}} | 1 | 0",
        "{'$id':'urn:a:b','$ref':'#/$defs/a','$defs':{'a':{'minimum':1}}} | 1 | 0",
        "{'allOf':[{'properties':{'a':true}}],'unevaluatedProperties':false} | {'a':1} | {'b':1}",
        "{'anyOf':[{'properties':{'a':{'const':1}},'required':['a']},true],'unevaluatedProperties':false}"
            + " | {'a':1} | {'a':2}",
        "{'prefixItems':[true],'unevaluatedItems':{'type':'string'}} | [1,'a'] | [1,2]",
        "{'contains':{'type':'string'},'unevaluatedItems':false} | ['a'] | ['a',1]",
        "{'$schema':'http://json-schema.org/draft-07/schema#','items':[{'const':1}],'additionalItems':false}"
            + " | [1] | [1,2]",
        "{'$schema':'http://json-schema.org/draft-07/schema#','dependencies':{'a':['b'],'c':{'minProperties':2}}}"
            + " | {'b':1} | {'c':1}",
        "{'$schema':'http://json-schema.org/draft-07/schema#','$ref':'#/definitions/a','minimum':5,'definitions':{'a':{'maximum':2}}}"
            + " | 1 | 3",
        "{'$schema':'http://json-schema.org/draft-07/schema#','$ref':'#a','definitions':{'x':{'$id':'#a','maximum':2}}}"
            + " | 1 | 3",
        "{'$ref':'https://json-schema.org/draft/2020-12/schema'} | {'minimum':1} |"
            + " {'properties':{'a':{'minimum':'1'}}}",
        "{'$ref':'https://json-schema.org/draft/2020-12/schema'} | {'type':['string']} |"
            + " {'type':'text'}"
      })
  void judges(String schema, String right, String wrong) {
    JsonSchema compared = JsonSchema.of(tree(schema));

    if (right != null) {
      assertThat(compared.validate(tree(right))).isEmpty();
    }
    if (wrong != null) {
      assertThat(compared.validate(tree(wrong))).isNotEmpty();
    }
  }

  @Test
  void aDynamicReferenceLeadsToTheOutermostAnchor() {
    JsonNode list =
        tree(
            "{'$id':'urn:list','$ref':'#/$defs/list','$defs':{'list':{'items':{'$dynamicRef':'#item'}},"
                + "'item':{'$dynamicAnchor':'item'}}}");
    JsonNode numbers =
        tree(
            "{'$id':'urn:numbers','$ref':'urn:list','$defs':{'item':{'$dynamicAnchor':'item','type':'number'}}}");

    assertThat(JsonSchema.of(list).validate(tree("['a']"))).isEmpty();
    assertThat(JsonSchema.of(numbers, list).validate(tree("[1]"))).isEmpty();
    assertThat(JsonSchema.of(numbers, list).validate(tree("['a']")))
        .extracting(Violation::pointer)
        .containsExactly("/0");
  }

  @Test
  void tellsAllProblemsWithTheirPlaces() {
    JsonSchema schema =
        JsonSchema.of(tree("{'properties':{'a/b':{'items':{'type':'integer'}}},'required':['c']}"));

    assertThat(schema.validate(tree("{'a/b':[1,'x',true]}")))
        .extracting(Violation::pointer)
        .containsExactly("/c", "/a~1b/1", "/a~1b/2");
  }

  @Test
  void refusesReferencesThatLeadNowhereAllTogether() {
    assertThatThrownBy(
            () -> JsonSchema.of(tree("{'allOf':[{'$ref':'#/x'},{'$ref':'http://e.org/y'}]}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The schema refers to what is not there: #/x, http://e.org/y. Give the documents along"
                + " with it; nothing is fetched.");
  }

  @Test
  void refusesAnExpressionThatIsNone() {
    assertThatThrownBy(() -> JsonSchema.of(tree("{'pattern':'('}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an expression that is none: \"(\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref':'#'}",
        "{'anyOf':[{'items':{'$ref':'#'}},{'items':{'$ref':'#'}},{'type':'string'}]}",
        "{'pattern':'^(?:.*a){20}$'}"
      })
  void endsInTimeWhateverSchemaAndDocumentAre(String schema) {
    String deep =
        schema.contains("pattern")
            ? "'" + "a".repeat(60) + "!'"
            : "[".repeat(100) + "]".repeat(100);

    assertThat(JsonSchema.of(tree(schema)).validate(tree(deep)))
        .extracting(Violation::rule)
        .containsExactly("takes too long to compare with its schema");
  }

  private static JsonNode tree(String json) {
    return Trees.json(json.replace('\'', '"').getBytes(UTF_8));
  }
}
