package io.kubernaut.types.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A secret that never prints. It can be wiped, and is compared in constant time.
 *
 * <p>In documents it is read as text and written as {@value #REDACTED}, in every format. What is
 * wrong with a document never shows what stands in the place of a secret.
 *
 * <p>Safe for any thread. Closing overwrites the secret; whoever asks for it afterwards is refused.
 */
public final class Secret implements AutoCloseable {

  /** What stands for a secret in documents. */
  public static final String REDACTED = "[redacted]";

  private static final String HIDDEN = "Secret[hidden]";

  private final byte[] bytes;
  private boolean wiped;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies a secret. The caller still has to overwrite its own array.
   *
   * @param characters the secret
   * @return the secret
   */
  public static Secret of(char[] characters) {
    byte[] room = new byte[3 * characters.length];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(characters), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(room, (byte) 0);
    return new Secret(bytes);
  }

  /**
   * Reads a secret from a document.
   *
   * @param text the secret
   * @return the secret
   * @throws IllegalArgumentException if the text is not the secret but what stands for it
   */
  @JsonCreator
  static Secret parse(String text) {
    if (text.equals(REDACTED) || text.equals(HIDDEN)) {
      throw new IllegalArgumentException(
          "The document was written without its secrets. Give the secret itself.");
    }
    return of(text.toCharArray());
  }

  /**
   * Returns what is written into documents.
   *
   * @return {@value #REDACTED}, whatever the secret
   */
  @JsonValue
  String redacted() {
    return REDACTED;
  }

  /**
   * Uses the secret. The bytes are a copy that is overwritten when the use is over.
   *
   * @param <T> what the use results in
   * @param use what to do with the UTF-8 bytes; must not keep them
   * @return the use's result
   * @throws IllegalStateException if the secret has been wiped
   */
  public <T> T use(Function<byte[], T> use) {
    byte[] copy = copy();
    try {
      return use.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  private synchronized byte[] copy() {
    if (wiped) {
      throw new IllegalStateException("The secret has been wiped. Read it before closing it.");
    }
    return bytes.clone();
  }

  /** Overwrites the secret. Closing twice does nothing more. */
  @Override
  public synchronized void close() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  /** Compares in constant time. A wiped secret equals only itself. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Secret that) || isWiped() || that.isWiped()) {
      return false;
    }
    return use(mine -> that.use(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /**
   * Tells whether the secret is gone.
   *
   * @return true once closed
   */
  public synchronized boolean isWiped() {
    return wiped;
  }

  /** Returns the same number for every secret: a hash would tell something about it. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  /** Returns a text without the secret. */
  @Override
  public String toString() {
    return HIDDEN;
  }
}
