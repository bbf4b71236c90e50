package io.kubernaut.types.container;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The hash that names a content: algorithm and value.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI
 *     image specification, digests</a>
 * @param algorithm for example {@code sha256}
 * @param encoded the value; for sha256 and sha512 in small hex digits of the right number
 */
public record Digest(String algorithm, String encoded) {

  private static final Pattern SYNTAX =
      Pattern.compile("([a-z0-9]+(?:[.+_-][a-z0-9]+)*):([a-zA-Z0-9=_-]+)");
  private static final Map<String, Integer> DIGITS =
      Map.of("sha256", 64, "sha384", 96, "sha512", 128);

  /**
   * Checks the value.
   *
   * @param algorithm for example {@code sha256}
   * @param encoded the value
   * @throws IllegalArgumentException if the digest is not in the grammar of digests
   */
  public Digest {
    String text = algorithm + ":" + encoded;
    Integer digits = DIGITS.get(algorithm);
    if (!SYNTAX.matcher(text).matches()) {
      throw invalid(text, "it is not an algorithm, ':' and letters and digits");
    }
    if (digits != null && !encoded.matches("[a-f0-9]{" + digits + "}")) {
      throw invalid(text, algorithm + " has " + digits + " small hex digits");
    }
  }

  /**
   * Parses a digest.
   *
   * @param text for example {@code sha256:…} with 64 hex digits
   * @return the digest
   * @throws IllegalArgumentException if the text is no digest
   */
  @JsonCreator
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || text.length() > 512) {
      throw invalid(text, "it is not an algorithm, ':' and letters and digits");
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException(
        "Invalid digest \""
            + text
            + "\": "
            + why
            + ". Write for example \"sha256:\" and 64 hex digits.");
  }

  /**
   * Computes the SHA-256 digest of a content.
   *
   * @param content the bytes
   * @return the digest
   */
  public static Digest sha256(byte[] content) {
    return new Digest("sha256", HexFormat.of().formatHex(hash("SHA-256", content)));
  }

  /**
   * Tells whether this is the digest of a content.
   *
   * @param content the bytes
   * @return true if the hashes are equal
   * @throws IllegalStateException if the algorithm is none of sha256, sha384 and sha512
   */
  public boolean verifies(byte[] content) {
    if (!DIGITS.containsKey(algorithm)) {
      throw new IllegalStateException(
          "Cannot compute " + algorithm + ". Ask for sha256, sha384 or sha512.");
    }
    byte[] hash = hash("SHA-" + algorithm.substring(3), content);
    return MessageDigest.isEqual(hash, HexFormat.of().parseHex(encoded));
  }

  private static byte[] hash(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has " + algorithm, e);
    }
  }

  /** Returns the digest as it is written in references. */
  @Override
  @JsonValue
  public String toString() {
    return algorithm + ":" + encoded;
  }
}
