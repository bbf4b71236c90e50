package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-004")
class CodecTest {

  private final Codec<Parcel> json = Codecs.json(Parcel.class);

  static Stream<Codec<Parcel>> codecs() {
    return Stream.of(
        Codecs.json(Parcel.class),
        Codecs.yaml(Parcel.class),
        Codecs.csv(Parcel.class),
        Codecs.cbor(Parcel.class),
        Codecs.json(Parcel.class).tagged(),
        Codecs.yaml(Parcel.class).tagged(),
        Codecs.csv(Parcel.class).tagged(),
        Codecs.cbor(Parcel.class).tagged());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsWhatItWrote(Codec<Parcel> codec) {
    byte[] written = codec.write(Parcel.example());

    assertThat(codec.read(written)).as(new String(written, UTF_8)).isEqualTo(Parcel.example());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsSequencesThatItWrote(Codec<Parcel> codec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DocumentWriter<Parcel> writer = codec.writer(out)) {
      for (int i = 0; i < 3; i++) {
        writer.write(Parcel.example());
      }
    }
    List<Parcel> read = new ArrayList<>();
    try (DocumentReader<Parcel> reader =
        codec.reader(new ByteArrayInputStream(out.toByteArray()))) {
      reader.forEachRemaining(read::add);
    }

    assertThat(read)
        .as(out.toString(UTF_8))
        .containsExactly(Parcel.example(), Parcel.example(), Parcel.example());
  }

  @Test
  @Tag("BR-TYPE-002")
  void keepsUnknownFieldsByteForByte() {
    String unknown =
        "\"x\":[1.50, 1e3,{\"a\" : \"\\u0041\"}],\"y\":null,\"z\":-0.0,\"s\":\"t\\/u\",\"b\":true";
    String document =
        "{\"id\":\"p\",\"kilograms\":1.0,\"pieces\":1,\"isFragile\":false,"
            + "\"sent\":\"2026-01-31T10:00:00Z\",\"route\":[],\"handling\":[],\"counts\":{},"
            + "\"to\":{\"street\":\"s\",\"deep\":  {\"k\": 01e} },\"stops\":[],"
            + unknown
            + "}";
    String valid = document.replace("01e", "1E+2");

    String again = new String(json.write(json.read(valid.getBytes(UTF_8))), UTF_8);

    assertThat(again).endsWith(unknown + "}").contains("\"deep\":{\"k\": 1E+2}");
  }

  @Test
  @Tag("BR-TYPE-003")
  void reportsAllProblemsAtOnce() {
    String document =
        """
        {"id": " ", "kilograms": 31, "pieces": "two", "isFragile": false, "sent": "yesterday",
         "route": ["DE", "fr"], "counts": {"box": -1}, "too": 1, "handling": ["keep-wet"],
         "to": {"number": 5}, "stops": [{"kind": "hub", "code": "FRAX"}, {"kind": "dor", "floor": 1}]}
        """;

    InvalidDocumentException refused = refused(document);

    assertThat(refused.violations())
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/id",
            "/kilograms",
            "/pieces",
            "/sent",
            "/route/1",
            "/counts/box",
            "/handling/0",
            "/to/street",
            "/stops/0/code",
            "/stops/1/kind");
    assertThat(refused)
        .hasMessageContaining("10 problems in parcel/1:")
        .hasMessageContaining("/kilograms = 31  must be at most 30. Lower it.")
        .hasMessageContaining(
            "/route/1 = \"fr\"  must match ^(?:[A-Z]{2})$. Use two capital letters.")
        .hasMessageContaining("/to/street = nothing  must be there. Add it.")
        .hasMessageContaining(
            "/sent = \"yesterday\"  must be written like \"2026-01-31T23:59:59.5Z\"");
  }

  @Test
  @Tag("BR-TYPE-003")
  void checksRulesBetweenFieldsWhenReadingAndWriting() {
    String document = new String(json.write(Parcel.example()), UTF_8);
    String early = document.replace("2026-02-01T10:00:00Z", "2025-02-01T10:00:00Z");

    assertThat(refused(early).violations())
        .containsExactly(
            new Violation(
                "/arrived",
                "2025-02-01T10:00:00Z",
                "must not be before sent 2026-01-31T10:00:00.500Z",
                "Swap them?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}{}",
        "{} x",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{\"id\":1}",
        "{\"extra\":1,\"extra\":2}",
        "\uFEFF{}",
        "{\"counts\":{\"a\":1,\"a\":2}}",
        "{'id':'a'}"
      })
  void refusesWhatIsNotOneDocument(String document) {
    assertThat(refused(document).violations()).isNotEmpty();
  }

  @Test
  void namesDuplicateFieldsAndKeys() {
    String valid = new String(json.write(Parcel.example()), UTF_8);

    assertThat(refused(valid.replace("{\"id\"", "{\"id\":\"q\",\"id\"")))
        .hasMessageContaining("Duplicate field 'id'");
    assertThat(refused(valid.replace("\"kind\":\"hub\"", "\"kind\":\"hub\",\"kind\":\"door\"")))
        .hasMessageContaining("Duplicate field 'kind'");
    assertThat(refused(valid.replace("\"box\":2", "\"box\":2,\"box\":3")))
        .hasMessageContaining("Duplicate field 'box'");
    assertThat(refused(valid.replaceFirst("\\{", "{\"to\":null,")))
        .hasMessageContaining("Duplicate field 'to'");
    assertThat(refused(valid.replaceFirst("\\{", "{\"n\":{\"a\":1,\"a\":2},")))
        .hasMessageContaining("Duplicate field 'a'");
  }

  @Test
  void writesOnlyComponentsAsFields() {
    assertThat(new String(json.write(Parcel.example()), UTF_8))
        .doesNotContain("heavy")
        .contains("\"isFragile\":true", "\"declared_value\":12.50", "\"handling\":[\"keep-dry\"]");
  }

  @Test
  void readsTheNextDocumentAfterOneThatBreaksARule() throws IOException {
    String good = new String(json.write(Parcel.example()), UTF_8);
    String bad = good.replace("\"pieces\":1", "\"pieces\":0");
    DocumentReader<Parcel> reader =
        json.reader(new ByteArrayInputStream(("[" + bad + "," + good + "]").getBytes(UTF_8)));

    assertThat(catchThrowableOfType(InvalidDocumentException.class, reader::next).violations())
        .extracting(Violation::pointer)
        .containsExactly("/pieces");
    assertThat(reader.next()).isEqualTo(Parcel.example());
    assertThat(reader.hasNext()).isFalse();
  }

  private InvalidDocumentException refused(String document) {
    return catchThrowableOfType(
        InvalidDocumentException.class, () -> json.read(document.getBytes(UTF_8)));
  }
}
