package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.proof.Macs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/** HMAC-SHA-256; envelope encryption, whose cases are beside it, is core/security's. */
final class MacCases {

  private MacCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Cases.files(folder, "hmac_sha256_test.json").stream()
        .flatMap(file -> stream(Cases.json(file).path("testGroups")))
        .flatMap(
            group ->
                stream(group.path("tests"))
                    .map(
                        test ->
                            dynamicTest(
                                "hmac " + test.path("tcId") + ": " + test.path("comment").asText(),
                                () -> check(group.path("tagSize").intValue() / 8, test))));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static void check(int length, JsonNode test) {
    byte[] mac = Macs.hmac(hex(test.path("key")), hex(test.path("msg")));
    boolean isRight = Arrays.equals(Arrays.copyOf(mac, length), hex(test.path("tag")));

    assertThat(isRight).isEqualTo(!test.path("result").asText().equals("invalid"));
  }

  private static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.asText());
  }
}
