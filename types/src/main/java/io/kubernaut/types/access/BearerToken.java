package io.kubernaut.types.access;

import io.kubernaut.types.schema.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as it came in a request: three parts of base64url, at most 8 KiB. It never prints, and is
 * compared in constant time. Its claims are only worth something once its signature was verified,
 * which is not done here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519, JSON Web Token</a>
 */
public final class BearerToken {

  /** The longest token, in characters. */
  public static final int MOST_CHARACTERS = 8192;

  private static final Pattern SYNTAX =
      Pattern.compile("[A-Za-z0-9_-]+\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]*");

  private final String text;

  private BearerToken(String text) {
    this.text = text;
  }

  /**
   * Parses a token. The message of the exception does not contain it.
   *
   * @param text the token
   * @return the token
   * @throws IllegalArgumentException if it is too long, or not three parts of base64url
   */
  public static BearerToken parse(String text) {
    if (text.length() > MOST_CHARACTERS || !SYNTAX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "Not a token: %d characters. It has three parts of base64url between dots, and at most %d characters."
              .formatted(text.length(), MOST_CHARACTERS));
    }
    return new BearerToken(text);
  }

  /**
   * Reads the claims.
   *
   * @return what the token says, not verified
   * @throws InvalidDocumentException if they break a rule
   */
  public TokenClaims claims() {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new AssertionError("A token was accepted that is none");
    }
    try {
      return TokenClaims.parse(Base64.getUrlDecoder().decode(parts.group(1)));
    } catch (InvalidDocumentException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The token's claims are not base64url. Ask for a new token.", e);
    }
  }

  /**
   * Returns the token's hash, to find it again without keeping it.
   *
   * @return the SHA-256 hash
   */
  public TokenHash hash() {
    return TokenHash.of(text);
  }

  /**
   * Returns the token itself. Send it on, do not log it.
   *
   * @return the text it was parsed from
   */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BearerToken that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.US_ASCII),
            that.text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the same number for every token: a hash would tell something about it. */
  @Override
  public int hashCode() {
    return BearerToken.class.hashCode();
  }

  /** Returns a text without the token. */
  @Override
  public String toString() {
    return "BearerToken[hidden]";
  }
}
