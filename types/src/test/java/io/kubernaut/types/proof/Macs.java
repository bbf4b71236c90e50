package io.kubernaut.types.proof;

/** Lets other tests at what a {@link Seal} is made of. */
public final class Macs {

  private Macs() {}

  public static byte[] hmac(byte[] key, byte[] message) {
    return Seal.hmac(key, message);
  }
}
