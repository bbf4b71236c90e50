package io.kubernaut.types.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-018")
class AccessTest {

  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final String CLAIMS =
      "{\"iss\":\"https://issuer\",\"sub\":\"ada\",\"aud\":\"orders\",\"exp\":1769857200,\"nbf\":1769853600}";

  private final AccessRules rules =
      AccessRules.of(
          List.of(
              Role.of("viewer", "*:read"),
              Role.of("operator", "silence:*", "config/*:read", "config/pool:write"),
              Role.of("root", "*:*"),
              new Role(
                  "contractor",
                  Set.of(),
                  Set.of(Permission.parse("audit/*:*"), Permission.parse("*:delete")),
                  Map.of())),
          List.of(
              new Group("ops", Set.of("operator"), Map.of()),
              new Group("external", Set.of("contractor"), Map.of())));

  private static Principal principal(Set<String> groups, Set<String> roles) {
    return new Principal(
        "ada", "https://issuer", Principal.Kind.USER, groups, roles, NOW, "mfa", Map.of());
  }

  @ParameterizedTest(name = "groups {0}, roles {1}: {2} is {3} by {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        " | | config/pool:read | false | ",
        " | viewer | config/pool:read | true | viewer *:read",
        " | viewer | config/pool:write | false | ",
        "ops | | config/pool:write | true | operator config/pool:write",
        "ops | | config/pool/size:read | true | operator config/*:read",
        "ops | | config:read | false | ",
        "ops | | silence:create | true | operator silence:*",
        "ops | | silence/7:create | false | ",
        " | root | audit/log:read | true | root *:*",
        "external | root | audit/log:read | false | contractor audit/*:*",
        "external | root | config/pool:delete | false | contractor *:delete",
        "external | root | config/pool:read | true | root *:*",
        "nobody-knows | no-such-role | config/pool:read | false | "
      })
  void decidesByRolesAndGroups(
      String group, String role, String wanted, boolean allowed, String rule) {
    Principal ada =
        principal(group == null ? Set.of() : Set.of(group), role == null ? Set.of() : Set.of(role));

    AccessDecision decision = rules.decide(ada, Permission.parse(wanted), NOW);

    assertThat(decision.allowed()).isEqualTo(allowed);
    assertThat(decision.rule()).isEqualTo(rule);
    assertThat(decision.reason()).isNotBlank();
    assertThat(decision.decision().chosen()).isEqualTo(allowed ? "allow" : "deny");
    RoundTrip.inEveryCodec(AccessDecision.class, decision);
  }

  @Test
  void saysWhy() {
    assertThat(
            rules.decide(principal(Set.of(), Set.of("viewer")), Permission.parse("a:write"), NOW))
        .extracting(AccessDecision::reason)
        .isEqualTo("none of its 1 roles allows it");
  }

  @Test
  void refusesRulesThatContradictThemselves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccessRules.of(List.of(), List.of(new Group("g", Set.of("r"), Map.of()))))
        .withMessage(
            "Group \"g\" has the role \"r\", which does not exist. Define it, or take it away.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccessRules.of(List.of(Role.of("r"), Role.of("r")), List.of()))
        .withMessage("There are two of the role \"r\". Keep one.");
    AccessDecision odd =
        new AccessDecision(true, "p", Permission.parse("a:b"), "why", null, NOW, Map.of());
    assertThat(Schema.of(AccessDecision.class).check(odd))
        .extracting(Violation::pointer)
        .containsExactly("/rule");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a:", ":b", "A:b", "a//b:c", "a/:c", "a/*/b:c", "a b:c", "a:b c"})
  void refusesOtherPermissions(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Permission.parse(text))
        .withMessageStartingWith("Invalid permission \"" + text + "\".");
  }

  private static BearerToken token(String claims) {
    String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    return BearerToken.parse("eyJhbGciOiJSUzI1NiJ9." + payload + ".c2lnbmF0dXJl");
  }

  @Test
  void readsClaims() {
    TokenClaims claims = token(CLAIMS).claims();

    assertThat(claims.audiences()).containsExactly("orders");
    assertThat(claims.principal(Principal.Kind.USER).id()).isEqualTo("https://issuer#ada");
    assertThat(token(CLAIMS.replace("\"orders\"", "[\"a\",\"b\"]")).claims().audiences())
        .containsExactlyInAnyOrder("a", "b");
    RoundTrip.inEveryCodec(TokenClaims.class, claims);
    RoundTrip.inEveryCodec(Principal.class, claims.principal(Principal.Kind.SERVICE));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T09:59:59Z, PT0S, false",
    "2026-01-31T10:00:00Z, PT0S, true",
    "2026-01-31T10:59:59Z, PT0S, true",
    "2026-01-31T11:00:00Z, PT0S, false",
    "2026-01-31T09:59:00Z, PT1M, true",
    "2026-01-31T11:00:59Z, PT1M, true",
    "2026-01-31T11:01:00Z, PT1M, false"
  })
  void knowsWhenATokenIsGood(Instant now, Duration skew, boolean isGood) {
    assertThat(token(CLAIMS).claims().isGood(now, skew)).isEqualTo(isGood);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"iss\":\"i\",\"sub\":\"s\"}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":\"soon\"}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":-1}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1e99}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1,\"exp\":2}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1,\"nbf\":1}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1,\"aud\":[1]}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1,\"aud\":{}}",
        "{\"iss\":\" \",\"sub\":\"s\",\"exp\":1}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":123456789012345678901234567890123}",
        "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1,\"x\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}"
      })
  void refusesOtherClaims(String claims) {
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> TokenClaims.parse(claims.getBytes(UTF_8)));
  }

  @Test
  void limitsTheSizeOfTokensAndClaims() {
    String wide = "{\"iss\":\"i\",\"sub\":\"s\",\"exp\":1,\"x\":\"" + "a".repeat(8192) + "\"}";
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> TokenClaims.parse(wide.getBytes(UTF_8)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BearerToken.parse("a." + "b".repeat(8192) + ".c"))
        .withMessageContaining("8196 characters");
  }

  @Test
  void neverPrintsATokenOrItsHash() {
    BearerToken token = token(CLAIMS.replace("}", ",\"jti\":\"canary-4711\"}"));
    TokenHash hash = token.hash();

    assertThat(token)
        .hasToString("BearerToken[hidden]")
        .isEqualTo(BearerToken.parse(token.reveal()));
    assertThat(hash).hasToString("TokenHash[hidden]").isEqualTo(TokenHash.parse(hash.reveal()));
    assertThat(token.hashCode()).isEqualTo(token(CLAIMS).hashCode());
    assertThat(hash.hashCode()).isEqualTo(token(CLAIMS).hash().hashCode());
    assertThat(hash).isNotEqualTo(token(CLAIMS).hash());
    assertThat(token.claims().toString()).doesNotContain("canary").contains("sub=ada");
    assertThat(catchThrowable(() -> BearerToken.parse("secret secret")))
        .hasMessageNotContaining("secret");
    assertThat(catchThrowable(() -> TokenHash.parse("0badcafe"))).hasMessageNotContaining("cafe");
    assertThat(hash.reveal()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b", "a.b.c.d", "a b.c.d", "a..c", ".b.c", "a.b=.c"})
  void refusesWhatIsNoToken(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> BearerToken.parse(text));
  }
}
