package io.kubernaut.types.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.CanonicalJson;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Trees;
import io.kubernaut.types.schema.Violations;
import io.kubernaut.types.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals documents that are kept, so that any change is found: with SHA-256 against accidents, with
 * HMAC-SHA-256 and a key against people.
 *
 * <p>A sealed document is {@code {"document":{…},"seal":"sha256:…"}}, all of it in the canonical
 * form of {@link CanonicalJson#exact}. When it is opened it is written anew and compared byte for
 * byte, so even white space that was added is a change. Numbers keep their value, not the zeros at
 * their end. The document says its type and version and is brought up to date after its seal was
 * found whole.
 *
 * <pre>{@code
 * Seal seal = Seal.hmac(key);
 * byte[] kept = seal.close(Codecs.json(Decision.class), decision);
 * Decision again = seal.open(Codecs.json(Decision.class), kept);   // or InvalidDocumentException
 * seal.of(tree);                                                   // "hmac-sha256:3f0a…"
 * }</pre>
 *
 * <p>Immutable; safe for any thread. Seals are compared in constant time.
 */
public final class Seal {

  private static final String DOCUMENT = "document";
  private static final String SEAL = "seal";

  private final String name;
  private final UnaryOperator<byte[]> hash;

  private Seal(String name, UnaryOperator<byte[]> hash) {
    this.name = name;
    this.hash = hash;
  }

  /**
   * Returns a seal that everybody can make: it finds accidents.
   *
   * @return the seal
   */
  public static Seal sha256() {
    return new Seal("sha256", Seal::digest);
  }

  /**
   * Returns a seal that only who has the key can make.
   *
   * @param key at least 16 bytes; must stay open as long as the seal is used
   * @return the seal
   * @throws IllegalArgumentException if the key is too short
   */
  public static Seal hmac(Secret key) {
    int length = key.use(bytes -> bytes.length);
    if (length < 16) {
      throw new IllegalArgumentException(
          "A key of " + length + " bytes can be guessed. Use 16 or more, best 32 random ones.");
    }
    return new Seal("hmac-sha256", document -> key.use(bytes -> hmac(bytes, document)));
  }

  private static byte[] digest(byte[] document) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(document);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  static byte[] hmac(byte[] key, byte[] document) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(document);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every Java platform has HmacSHA256", e);
    }
  }

  /**
   * Returns the seal of a document, however its fields are ordered and its numbers written.
   *
   * @param document a tree
   * @return for example {@code sha256:} and 64 hex digits
   * @throws InvalidDocumentException if the document has no canonical form
   */
  public String of(JsonNode document) {
    return name + ":" + HexFormat.of().formatHex(hash.apply(CanonicalJson.exact(document)));
  }

  /**
   * Seals a value.
   *
   * @param <T> the type
   * @param codec a JSON codec of the type
   * @param value the value
   * @return a sealed document
   * @throws InvalidDocumentException if the value breaks a rule
   */
  public <T> byte[] close(Codec<T> codec, T value) {
    return sealed(Trees.json(codec.tagged().write(value)));
  }

  private byte[] sealed(JsonNode document) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set(DOCUMENT, document);
    envelope.put(SEAL, of(document));
    return CanonicalJson.exact(envelope);
  }

  /**
   * Opens a sealed document.
   *
   * @param <T> the type
   * @param codec a JSON codec of the type
   * @param kept the sealed document
   * @return the value
   * @throws InvalidDocumentException if it was changed since, was sealed otherwise, or breaks a
   *     rule
   */
  public <T> T open(Codec<T> codec, byte[] kept) {
    JsonNode envelope = Trees.json(kept);
    JsonNode document = envelope.path(DOCUMENT);
    if (document.isMissingNode() || !MessageDigest.isEqual(sealed(document), kept)) {
      throw broken(codec, envelope.path(SEAL));
    }
    return codec.tagged().read(document.toString().getBytes(StandardCharsets.UTF_8));
  }

  private InvalidDocumentException broken(Codec<?> codec, JsonNode seal) {
    boolean isOther = seal.isTextual() && !seal.textValue().startsWith(name + ":");
    Violations found = new Violations();
    found.add(
        "/" + SEAL,
        seal.isMissingNode() ? null : seal,
        isOther ? "is not a seal by " + name : "does not fit the document",
        isOther
            ? "Open it with the seal it was closed with."
            : "It was changed or damaged, or the key is another. Restore a copy.");
    return new InvalidDocumentException(codec.schema().toString(), found.found());
  }

  /** Returns the seal's name, never its key. */
  @Override
  public String toString() {
    return "Seal[" + name + "]";
  }
}
