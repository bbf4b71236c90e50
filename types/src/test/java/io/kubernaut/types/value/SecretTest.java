package io.kubernaut.types.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-009")
class SecretTest {

  private static final String WORD = "hunter2";

  @SchemaType(name = "login", version = 1)
  record Login(
      String user,
      Secret password,
      @Nullable Secret token,
      @Nullable GoDuration timeout,
      @Nullable ByteSize size,
      Map<String, Secret> others) {

    Login {
      others = Map.copyOf(others);
    }
  }

  private static Login login() {
    Secret secret = Secret.of(WORD.toCharArray());
    return new Login(
        "ada", secret, secret, GoDuration.of("90s"), ByteSize.parse("5Gi"), Map.of("a", secret));
  }

  @Test
  void isReadFromEveryFormatAndWrittenToNone() throws IOException {
    assertThat(
            Codecs.json(Login.class)
                .read("{\"user\":\"ada\",\"password\":\"hunter2\",\"size\":512}".getBytes(UTF_8)))
        .isEqualTo(
            new Login(
                "ada", Secret.of(WORD.toCharArray()), null, null, ByteSize.of(512), Map.of()));
    for (Codec<Login> codec :
        List.of(
            Codecs.json(Login.class),
            Codecs.yaml(Login.class),
            Codecs.cbor(Login.class),
            Codecs.csv(Login.class),
            Codecs.json(Login.class).tagged())) {
      String written = new String(codec.write(login()), UTF_8);
      assertThat(written).doesNotContain(WORD).contains("[redacted]", "1m30s", "5GiB");
      assertThatExceptionOfType(InvalidDocumentException.class)
          .isThrownBy(() -> codec.read(codec.write(login())))
          .withMessageContaining("without its secrets");
    }
    assertThat(new ObjectMapper().writeValueAsString(Map.of("s", Secret.of(WORD.toCharArray()))))
        .isEqualTo("{\"s\":\"[redacted]\"}");
    assertThat(login().toString()).doesNotContain(WORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":1,\"password\":\"hunter2\"}",
        "{\"user\":\"ada\",\"password\":[\"hunter2\"]}",
        "{\"user\":\"ada\",\"password\":{\"a\":\"hunter2\"}}",
        "{\"user\":\"ada\",\"password\":hunter2}",
        "{\"user\":\"ada\",\"password\":\"hunter2\"",
        "{\"user\":\"ada\",\"password\":\"hunter2\",\"token\":[\"hunter2\"]}",
        "{\"user\":\"ada\",\"password\":\"hunter2\",\"others\":\"hunter2\"}",
        "{\"user\":\"ada\",\"password\":\"hunter2\",\"others\":{\"a\":[\"hunter2\"]}}",
        "[{\"user\":\"ada\",\"password\":\"hunter2\"}]",
        "{\"user\":\"ada\",\"password\":\"hunter2\",\"password\":\"hunter2\"}",
        "{\"user\":\"ada\",\"pasword\":\"hunter2\"}",
        "\"hunter2\""
      })
  void isInNoMessage(String document) {
    isInNoMessage(Codecs.json(Login.class), document);
    isInNoMessage(Codecs.json(Login.class).tagged(), document);
  }

  private static void isInNoMessage(Codec<Login> codec, String document) {
    InvalidDocumentException e =
        catchThrowableOfType(
            InvalidDocumentException.class, () -> codec.read(document.getBytes(UTF_8)));
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(WORD);
    assertThat(e.violations()).isNotEmpty();
  }

  @Test
  void aNumberInItsPlaceIsNotShown() {
    InvalidDocumentException e =
        catchThrowableOfType(
            InvalidDocumentException.class,
            () ->
                Codecs.yaml(Login.class)
                    .read("user: ada\npassword: 4711\ntoken: 4712\n".getBytes(UTF_8)));
    assertThat(e.violations())
        .extracting(Violation::pointer, Violation::given)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("/password", "[redacted]"),
            org.assertj.core.groups.Tuple.tuple("/token", "[redacted]"));
  }

  @Test
  void itsSchemaSaysThatItIsOnlyWritten() {
    assertThat(
            Schema.of(Login.class)
                .jsonSchema()
                .at("/$defs/Login/properties/password/writeOnly")
                .asBoolean())
        .isTrue();
  }
}
