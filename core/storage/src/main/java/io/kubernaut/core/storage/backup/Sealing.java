package io.kubernaut.core.storage.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names what is stored by its content, and encrypts it if there is a key.
 *
 * <p>A piece of a file is named by the SHA-256 of its bytes, so the same piece is stored once: what
 * has not changed since the last backup costs nothing. With a key the name is an HMAC of them,
 * which tells nobody what they are, and the bytes are encrypted with AES-256-GCM: under a key of
 * their own, derived from the given one and a random salt, so that no pair of key and nonce is ever
 * used twice however much is stored. The piece's name is authenticated with it, so one piece cannot
 * stand in for another.
 *
 * <pre>
 *  0  16 bytes  salt
 * 16            AES-256-GCM of the bytes, nonce zero, the name as additional data, tag of 16 bytes
 * </pre>
 */
final class Sealing {

  private static final int SALT = 16;
  private static final int TAG_BITS = 128;
  private static final String MAC = "HmacSHA256";

  private final Optional<Supplier<SecretKey>> key;
  private final SecureRandom random = new SecureRandom();

  Sealing(@Nullable Supplier<SecretKey> key) {
    this.key = Optional.ofNullable(key);
  }

  boolean isEncrypted() {
    return key.isPresent();
  }

  /** Tells keys apart without giving them away; an empty text without a key. */
  String keyId() throws BackupException {
    return key.isPresent() ? hex(derived("kubernaut backup key id")).substring(0, 16) : "";
  }

  String name(ByteBuffer bytes) throws BackupException {
    try {
      if (key.isEmpty()) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes.duplicate());
        return hex(digest.digest());
      }
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(derived("kubernaut backup names"), MAC));
      mac.update(bytes.duplicate());
      return hex(mac.doFinal());
    } catch (GeneralSecurityException refused) {
      throw new BackupException("The piece cannot be named: " + refused.getMessage(), refused);
    }
  }

  ByteBuffer seal(String name, ByteBuffer bytes) throws BackupException {
    if (key.isEmpty()) {
      return bytes.duplicate();
    }
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    ByteBuffer sealed = ByteBuffer.allocate(SALT + bytes.remaining() + TAG_BITS / Byte.SIZE);
    try {
      sealed.put(salt);
      cipher(Cipher.ENCRYPT_MODE, salt, name).doFinal(bytes.duplicate(), sealed);
      return sealed.flip();
    } catch (GeneralSecurityException refused) {
      throw new BackupException("The piece cannot be encrypted: " + refused.getMessage(), refused);
    }
  }

  /** Returns the bytes of a piece, if they are the ones it is named by. */
  ByteBuffer open(String name, ByteBuffer stored) throws BackupException {
    ByteBuffer bytes = key.isPresent() ? decrypted(name, stored) : stored;
    if (!name(bytes).equals(name)) {
      throw new BackupException("Piece " + name + " of the backup is damaged.");
    }
    return bytes;
  }

  private ByteBuffer decrypted(String name, ByteBuffer stored) throws BackupException {
    if (stored.remaining() < SALT + TAG_BITS / Byte.SIZE) {
      throw new BackupException("Piece " + name + " of the backup is cut short.");
    }
    byte[] salt = new byte[SALT];
    ByteBuffer sealed = stored.duplicate().get(salt);
    ByteBuffer bytes = ByteBuffer.allocate(sealed.remaining() - TAG_BITS / Byte.SIZE);
    try {
      cipher(Cipher.DECRYPT_MODE, salt, name).doFinal(sealed, bytes);
      return bytes.flip();
    } catch (GeneralSecurityException refused) {
      throw new BackupException(
          "Piece %s of the backup is damaged, or was encrypted with another key.".formatted(name),
          refused);
    }
  }

  private Cipher cipher(int mode, byte[] salt, String name)
      throws GeneralSecurityException, BackupException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec once = new SecretKeySpec(derived("kubernaut backup piece " + hex(salt)), "AES");
    cipher.init(mode, once, new GCMParameterSpec(TAG_BITS, new byte[12]));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] derived(String purpose) throws BackupException {
    try {
      Mac mac = Mac.getInstance(MAC);
      byte[] secret = key.orElseThrow().get().getEncoded();
      if (secret == null || secret.length < 16) {
        throw new BackupException(
            "The key of the backup has no bytes or less than 16: give one of 32 random bytes.");
      }
      mac.init(new SecretKeySpec(secret, MAC));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException refused) {
      throw new BackupException("The key cannot be used: " + refused.getMessage(), refused);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
