package io.kubernaut.core.storage.journal;

import java.nio.ByteBuffer;

/** Payloads that come in parts. */
final class Payload {

  private Payload() {}

  static int length(ByteBuffer... parts) {
    long length = 0;
    for (ByteBuffer part : parts) {
      length += part.remaining();
    }
    return Math.toIntExact(length);
  }
}
