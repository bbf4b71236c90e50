package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is meant to do harm ends in a clear error, in little time and memory. */
@Tag("BR-TYPE-004")
class HostileInputTest {

  @SchemaType(name = "any", version = 1)
  record Any(
      @Nullable String text,
      @Nullable Integer whole,
      @Nullable Double number,
      @Nullable BigDecimal exact,
      List<String> list,
      @Nullable Any inner,
      @Extra Map<String, RawJson> extra) {

    Any {
      list = Frozen.list(list);
      extra = Frozen.map(extra);
    }
  }

  private static final Codec<Any> JSON = Codecs.json(Any.class);
  private static final Codec<Any> YAML = Codecs.yaml(Any.class);
  private static final Codec<Any> CSV = Codecs.csv(Any.class);
  private static final Codec<Any> CBOR = Codecs.cbor(Any.class);

  static Stream<Named<Runnable>> bombs() {
    String laughs =
        """
        a: &a [x,x,x,x,x,x,x,x,x]
        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
        f: [*e,*e,*e,*e,*e,*e,*e,*e,*e]
        """;
    return Stream.of(
        read("arrays in arrays", JSON, "{\"x\":" + "[".repeat(1_000_000)),
        read("objects in objects", JSON, "{\"x\":".repeat(1_000_000)),
        read("records in records", JSON, "{\"inner\":".repeat(500) + "{}" + "}".repeat(500)),
        read("flow in flow", YAML, "x: " + "[".repeat(100_000)),
        read("blocks in blocks", YAML, "- ".repeat(100_000)),
        read("cells of arrays", CSV, "list\n" + "[".repeat(100_000) + "\n"),
        bytes("items in items", CBOR, bytes(0x81, 200_000)),
        bytes("maps without end", CBOR, bytes(0xBF, 200_000)),
        bytes("tags on tags", CBOR, bytes(0xC1, 200_000)),
        bytes(
            "a text that claims 2 GiB",
            CBOR,
            cbor(0xA1, 0x64, 't', 'e', 'x', 't', 0x7A, 0x7F, 0xFF, 0xFF, 0xFF)),
        bytes(
            "bytes that claim 2 GiB",
            CBOR,
            cbor(0xA1, 0x64, 't', 'e', 'x', 't', 0x5A, 0x7F, 0xFF, 0xFF, 0xFF)),
        bytes(
            "an array that claims 2^62",
            CBOR,
            cbor(0xA1, 0x64, 'l', 'i', 's', 't', 0x9B, 0x40, 0, 0, 0, 0, 0, 0, 0)),
        bytes(
            "a number of 2^30 bytes",
            CBOR,
            cbor(0xA1, 0x65, 'e', 'x', 'a', 'c', 't', 0xC2, 0x5A, 0x40, 0, 0, 0)),
        read("a large exponent", JSON, "{\"exact\":1e999999999}"),
        read("a large exponent below", JSON, "{\"exact\":1e-999999999}"),
        read("a larger exponent", JSON, "{\"exact\":1e9999999999999999999}"),
        read("beyond a double", JSON, "{\"number\":1e400}"),
        read("beyond an int", JSON, "{\"whole\":99999999999}"),
        read("a power as a whole number", JSON, "{\"whole\":1e999999999}"),
        read("digits", JSON, "{\"exact\":" + "9".repeat(1_000_000) + "}"),
        read("digits in an unknown field", JSON, "{\"x\":" + "9".repeat(1_000_000) + "}"),
        read("digits of YAML", YAML, "exact: " + "9".repeat(1_000_000)),
        read("a large exponent of YAML", YAML, "exact: 1e999999"),
        read("hexadecimal digits", YAML, "exact: 0x" + "F".repeat(1_000_000)),
        read("digits of CSV", CSV, "exact\n" + "9".repeat(1_000_000) + "\n"),
        read("a name", JSON, "{\"" + "n".repeat(1_000_000) + "\":1}"),
        read("a text", JSON, "{\"text\":\"" + "t".repeat(5_000_000) + "\"}"),
        read("a text of YAML", YAML, "text: " + "t".repeat(5_000_000)),
        read("a billion laughs", YAML, laughs),
        read("an anchor in itself", YAML, "x: &a [*a]"),
        read("an alias of nothing", YAML, "x: *nothing"),
        read("a class", YAML, "x: !!javax.script.ScriptEngineManager [1]"),
        read("a tag", YAML, "x: !!binary aGk="),
        read("a tag directive", YAML, "%TAG ! tag:example.com:\n---\nx: !a 1"),
        read("a merge", YAML, "a: &a {x: 1}\nb:\n  <<: *a"),
        read("a key that is a list", YAML, "? [a]\n: 1"),
        read("a key twice", YAML, "text: a\ntext: b"),
        read("two documents", YAML, "text: a\n---\ntext: b"),
        read("two documents of JSON", JSON, "{}{}"),
        read("a comment", JSON, "{/* */}"),
        read("a word that is none", JSON, "{\"number\":NaN}"),
        read("a column twice", CSV, "text,text\na,b\n"),
        read("more cells than columns", CSV, "text\na,b\n"),
        read("an open quote", CSV, "text\n\"a\n"));
  }

  private static Named<Runnable> read(String name, Codec<Any> codec, String document) {
    return bytes(name, codec, document.getBytes(UTF_8));
  }

  private static Named<Runnable> bytes(String name, Codec<Any> codec, byte[] document) {
    return Named.of(name, () -> codec.read(document));
  }

  private static byte[] bytes(int value, int count) {
    byte[] bytes = new byte[count];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] cbor(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void refusesWhatIsMeantToDoHarm(Runnable read) {
    Throwable refused =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> catchThrowable(read::run));

    assertThat(refused).isInstanceOf(InvalidDocumentException.class);
    assertThat(refused.getMessage()).hasSizeLessThan(1_000).matches("(?s).*:\n  .* = .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080", // a byte that only continues
        "\u00C0\u0080", // zero in two bytes
        "\u00C1\u00BF",
        "\u00C3", // cut off
        "\u00C3a",
        "\u00E0\u0080\u0080",
        "\u00ED\u00A0\u0080", // half of a character
        "\u00F0\u0080\u0080\u0080",
        "\u00F4\u0090\u0080\u0080", // beyond Unicode
        "\u00F8\u0088\u0080\u0080\u0080",
        "\u00FF"
      })
  void refusesBytesThatAreNoUtf8(String bytes) {
    for (String field : List.of("text", "other")) {
      refuses(JSON, ("{\"" + field + "\":\"" + bytes + "\"}").getBytes(ISO_8859_1));
      refuses(JSON, ("{\"" + field + bytes + "\":\"a\"}").getBytes(ISO_8859_1));
      refuses(YAML, (field + ": \"" + bytes + "\"").getBytes(ISO_8859_1));
      refuses(CSV, (field + "\n" + bytes + "\n").getBytes(ISO_8859_1));
      String cbor =
          "\u00A1"
              + (char) (0x60 + field.length())
              + field
              + (char) (0x60 + bytes.length())
              + bytes;
      refuses(CBOR, cbor.getBytes(ISO_8859_1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800", "\\udc00", "\\ud800\\ud800", "\\udc00\\ud800", "a\\\\\\uD800\\\\u"})
  void refusesHalvesOfCharacters(String escape) {
    refuses(JSON, ("{\"text\":\"" + escape + "\"}").getBytes(UTF_8));
    refuses(JSON, ("{\"other\":[\"" + escape + "\"]}").getBytes(UTF_8));
    refuses(JSON, ("{\"" + escape + "\":1}").getBytes(UTF_8));
    refuses(YAML, ("text: \"" + escape + "\"").getBytes(UTF_8));
  }

  @Test
  void takesEscapesThatAreWhole() {
    assertThat(JSON.read("{\"text\":\"\\ud83d\\ude42\\\\ud800\"}".getBytes(UTF_8)).text())
        .isEqualTo("🙂\\ud800");
  }

  private static void refuses(Codec<Any> codec, byte[] document) {
    assertThat(catchThrowable(() -> codec.read(document)))
        .as(new String(document, ISO_8859_1))
        .isInstanceOf(InvalidDocumentException.class);
  }

  // These ten strings have one hash, and so has any sequence of them of one length.
  @Test
  void namesWithOneHashDoNotSlowItDown() {
    StringBuilder document = new StringBuilder("{\"a\":0");
    for (int i = 0; i < 1 << 16; i++) {
      document.append(",\"");
      for (int bit = 0; bit < 16; bit++) {
        document.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      document.append("\":1");
    }
    byte[] bytes = document.append('}').toString().getBytes(UTF_8);

    Any read = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> JSON.read(bytes));
    JsonNode tree = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Trees.json(bytes));

    assertThat(read.extra()).hasSize((1 << 16) + 1);
    assertThat(tree.size()).isEqualTo((1 << 16) + 1);
  }

  @Test
  void aSequenceThatIsCutOffEndsWithAnError() throws IOException {
    byte[] cut = "[{\"text\":\"a\"},{\"text\":\"b".getBytes(UTF_8);
    try (DocumentReader<Any> reader = JSON.reader(new ByteArrayInputStream(cut))) {
      assertThat(reader.next().text()).isEqualTo("a");
      assertThat(catchThrowable(reader::next)).isInstanceOf(InvalidDocumentException.class);
    }
  }

  @Test
  void a100MegabyteStreamFitsIntoASmallHeap() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);

    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said.lines()).containsExactlyElementsOf(SmallHeap.EXPECTED);
  }
}
