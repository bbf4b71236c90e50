package io.kubernaut.types.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Limits;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says. Times are whole or broken seconds since 1970, as RFC 7519 has them; an
 * audience may be one text or a list.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4">RFC 7519, claims</a>
 * @param issuer who says it
 * @param subject about whom
 * @param audience to whom; a text or a list of texts
 * @param expires from when it is void, in seconds
 * @param notBefore from when it is good, in seconds
 * @param issuedAt when it was made, in seconds
 * @param scope what it is good for, words between blanks
 * @param groups the subject's groups
 * @param roles the subject's roles
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "token-claims", version = 1)
public record TokenClaims(
    @JsonProperty("iss") @NotBlank @Size(max = 512) String issuer,
    @JsonProperty("sub") @NotBlank @Size(max = 256) String subject,
    @JsonProperty("aud") @Nullable RawJson audience,
    @JsonProperty("exp") @Min(0) @Max(253402300799.0) BigDecimal expires,
    @JsonProperty("nbf") @Nullable @Min(0) @Max(253402300799.0) BigDecimal notBefore,
    @JsonProperty("iat") @Nullable @Min(0) @Max(253402300799.0) BigDecimal issuedAt,
    @Nullable @Size(max = 4096) String scope,
    @Size(max = 1000) List<@Size(max = 256) String> groups,
    @Size(max = 1000) List<@Size(max = 256) String> roles,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  private static final Limits LIMITS =
      new Limits(BearerToken.MOST_CHARACTERS, 16, BearerToken.MOST_CHARACTERS, 256, 32);

  /**
   * Copies the collections.
   *
   * @param issuer who says it
   * @param subject about whom
   * @param audience to whom; a text or a list of texts
   * @param expires from when it is void, in seconds
   * @param notBefore from when it is good, in seconds
   * @param issuedAt when it was made, in seconds
   * @param scope what it is good for, words between blanks
   * @param groups the subject's groups
   * @param roles the subject's roles
   * @param extra fields this version does not know
   */
  public TokenClaims {
    groups = Frozen.list(groups);
    roles = Frozen.list(roles);
    extra = Frozen.map(extra);
  }

  /**
   * Parses claims: at most 8 KiB, 16 levels deep, numbers of at most 32 characters, no claim twice.
   *
   * @param json the claims
   * @return what they say
   * @throws InvalidDocumentException if they break a rule or limit
   */
  public static TokenClaims parse(byte[] json) {
    return Codecs.json(TokenClaims.class).limits(LIMITS).read(json);
  }

  @Override
  public void validate(Violations found) {
    JsonNode node = audience == null ? null : audience.node();
    boolean isRight = node == null || node.isTextual() || isTexts(node);
    found.unless(isRight, "/aud", audience, "must be a text or a list of texts", "Correct it.");
    if (notBefore != null && notBefore.compareTo(expires) >= 0) {
      found.add(
          "/nbf",
          notBefore,
          "must be before exp " + expires,
          "Such a token is never good. Ask for another.");
    }
  }

  private static boolean isTexts(JsonNode node) {
    return node.isArray()
        && java.util.stream.StreamSupport.stream(node.spliterator(), false)
            .allMatch(JsonNode::isTextual);
  }

  /**
   * Returns to whom it is said.
   *
   * @return the audiences
   */
  public Set<String> audiences() {
    if (audience == null) {
      return Set.of();
    }
    JsonNode node = audience.node();
    Set<String> all = new LinkedHashSet<>();
    if (node.isTextual()) {
      all.add(node.textValue());
    }
    node.forEach(each -> all.add(each.asText()));
    return Set.copyOf(all);
  }

  /**
   * Tells whether it is good at a time.
   *
   * @param now the time
   * @param skew how far clocks may be apart
   * @return true from {@code nbf} until before {@code exp}, both widened by the skew
   */
  public boolean isGood(Instant now, Duration skew) {
    boolean hasBegun = notBefore == null || !now.plus(skew).isBefore(time(notBefore));
    return hasBegun && now.minus(skew).isBefore(time(expires));
  }

  private static Instant time(BigDecimal seconds) {
    long whole = seconds.longValue();
    long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
    return Instant.ofEpochSecond(whole, nanos);
  }

  /**
   * Returns the principal that it is about.
   *
   * @param kind what it is
   * @return the principal, with the token's groups and roles
   */
  public Principal principal(Principal.Kind kind) {
    return new Principal(
        subject, issuer, kind, Set.copyOf(groups), Set.copyOf(roles), null, null, Map.of());
  }

  /** Returns who it is about and until when; not what else it says. */
  @Override
  public String toString() {
    return "TokenClaims[iss=" + issuer + ", sub=" + subject + ", exp=" + expires + "]";
  }
}
