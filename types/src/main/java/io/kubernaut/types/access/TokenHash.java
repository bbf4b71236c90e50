package io.kubernaut.types.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 hash of a token. It never prints, and is compared in constant time. */
public final class TokenHash {

  private final byte[] hash;

  private TokenHash(byte[] hash) {
    this.hash = hash;
  }

  static TokenHash of(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return new TokenHash(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }

  /**
   * Reads a hash that was kept.
   *
   * @param hex 64 hex digits
   * @return the hash
   * @throws IllegalArgumentException if there are other characters, or another number of them
   */
  public static TokenHash parse(String hex) {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "Not a hash: %d characters. It has 64 small hex digits.".formatted(hex.length()));
    }
    return new TokenHash(HexFormat.of().parseHex(hex));
  }

  /**
   * Returns the hash itself, to keep it.
   *
   * @return 64 hex digits
   */
  public String reveal() {
    return HexFormat.of().formatHex(hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenHash that && MessageDigest.isEqual(hash, that.hash);
  }

  /** Returns the same number for every hash. */
  @Override
  public int hashCode() {
    return TokenHash.class.hashCode();
  }

  /** Returns a text without the hash. */
  @Override
  public String toString() {
    return "TokenHash[hidden]";
  }
}
