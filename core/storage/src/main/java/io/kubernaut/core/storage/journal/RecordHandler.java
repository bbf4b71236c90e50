package io.kubernaut.core.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes records, one after the other. */
@FunctionalInterface
public interface RecordHandler {

  /**
   * Takes a record.
   *
   * @param sequence its number
   * @param payload its bytes, valid during the call
   * @throws IOException if it cannot be taken; reading ends
   */
  void accept(long sequence, ByteBuffer payload) throws IOException;
}
