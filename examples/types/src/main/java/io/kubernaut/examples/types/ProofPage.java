package io.kubernaut.examples.types;

import io.kubernaut.types.proof.Seal;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.value.Secret;

/** The page of {@code io.kubernaut.types.proof}. */
public final class ProofPage {

  private static final Codec<Parcel> PARCELS = Codecs.json(Parcel.class);

  private ProofPage() {}

  /**
   * Seals a parcel, so that nobody without the key can change it.
   *
   * @param key at least 16 bytes
   * @param parcel the parcel
   * @return what to keep
   */
  public static byte[] kept(Secret key, Parcel parcel) {
    return Seal.hmac(key).close(PARCELS, parcel);
  }

  /**
   * Opens a sealed parcel.
   *
   * @param key the key it was sealed with
   * @param kept what was kept
   * @return the parcel
   */
  public static Parcel opened(Secret key, byte[] kept) {
    return Seal.hmac(key).open(PARCELS, kept);
  }
}
