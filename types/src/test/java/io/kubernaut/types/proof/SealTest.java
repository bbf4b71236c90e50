package io.kubernaut.types.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.Decision;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Trees;
import io.kubernaut.types.value.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("BR-TYPE-003")
class SealTest {

  private static final Codec<Decision> DECISIONS = Codecs.json(Decision.class);

  private static final Decision DECISION =
      new Decision(
          "balancer.pick",
          "orders",
          "10.0.0.7:8080",
          List.of("10.0.0.8:8080"),
          "fewest requests \"now\"",
          Map.of("pending", "3"),
          Instant.parse("2026-01-31T10:00:00Z"));

  static Stream<Seal> seals() {
    return Stream.of(Seal.sha256(), Seal.hmac(key("0123456789abcdef")));
  }

  @ParameterizedTest
  @MethodSource("seals")
  void findsAnySingleByteThatChanged(Seal seal) {
    byte[] kept = seal.close(DECISIONS, DECISION);
    assertThat(seal.open(DECISIONS, kept)).isEqualTo(DECISION);

    for (int at = 0; at < kept.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = kept.clone();
        changed[at] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> seal.open(DECISIONS, changed))
            .as("byte %d, bit %d", at, bit)
            .isInstanceOf(InvalidDocumentException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seals")
  void findsWhatWasAddedOrCutOff(Seal seal) {
    String kept = new String(seal.close(DECISIONS, DECISION), UTF_8);

    for (String changed :
        new String[] {kept + " ", kept.replaceFirst(":", ": "), kept.substring(1), "{}", "null"}) {
      assertThatThrownBy(() -> seal.open(DECISIONS, changed.getBytes(UTF_8)))
          .isInstanceOf(InvalidDocumentException.class);
    }
  }

  @Test
  void saysWhetherTheSealIsOfAnotherKindOrBroken() {
    byte[] kept = Seal.sha256().close(DECISIONS, DECISION);

    assertThatThrownBy(() -> Seal.hmac(key("0123456789abcdef")).open(DECISIONS, kept))
        .hasMessageContaining(
            "is not a seal by hmac-sha256. Open it with the seal it was closed with.");
    byte[] others = Seal.hmac(key("0123456789abcdef")).close(DECISIONS, DECISION);
    assertThatThrownBy(() -> Seal.hmac(key("fedcba9876543210")).open(DECISIONS, others))
        .hasMessageContaining("does not fit the document");
  }

  @Test
  void doesNotDependOnTheOrderOfFields() {
    assertThat(Seal.sha256().of(Trees.json("{\"a\":1,\"b\":2}".getBytes(UTF_8))))
        .isEqualTo(Seal.sha256().of(Trees.json("{ \"b\":2.0, \"a\":1e0 }".getBytes(UTF_8))))
        .isEqualTo("sha256:43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777");
  }

  @Test
  void refusesAKeyThatCanBeGuessedAndNeverShowsOne() {
    assertThatThrownBy(() -> Seal.hmac(key("123456789012345")))
        .hasMessage("A key of 15 bytes can be guessed. Use 16 or more, best 32 random ones.");
    assertThat(Seal.hmac(key("0123456789abcdef"))).hasToString("Seal[hmac-sha256]");
  }

  private static Secret key(String text) {
    return Secret.of(text.toCharArray());
  }
}
