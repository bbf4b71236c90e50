package io.kubernaut.core.storage.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a file: a header of 24 bytes, the payload, zeros up to a multiple of 8.
 *
 * <pre>
 *  0  u32  length of the payload; the highest bit marks the seal of a closed segment
 *  4  u32  exposed: how many bytes before this frame had not been forced when it was written
 *  8  u64  sequence, from 1
 * 16  u32  CRC-32C of the payload
 * 20  u32  CRC-32C of instance, segment, offset and the 20 bytes above
 * 24       payload
 * </pre>
 *
 * <p>The header has a checksum of its own, so that a damaged payload costs one record and no more:
 * the length that leads to the next frame can be believed. It covers where the frame belongs, so a
 * frame that turns up elsewhere, or in the file of another journal, is not taken for one. A header
 * that is damaged is found again at the next multiple of 8 where the checksum fits.
 */
final class Frame {

  static final int HEADER = 24;
  static final int ALIGNMENT = 8;
  static final int SEAL = 0x8000_0000;
  private static final int LENGTH = 0x7fff_ffff;
  private static final int CHECKED = 20;
  private static final int PAYLOAD_CRC = 16;
  private static final int PLACE = 24;

  private Frame() {}

  /** How many bytes a frame takes. */
  static long size(int length) {
    return HEADER + padded(length);
  }

  static long padded(int length) {
    return ((long) length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  static int length(ByteBuffer buffer, int at) {
    return buffer.getInt(at) & LENGTH;
  }

  static boolean isSeal(ByteBuffer buffer, int at) {
    return buffer.getInt(at) < 0;
  }

  static long exposed(ByteBuffer buffer, int at) {
    return buffer.getInt(at + 4) & 0xffff_ffffL;
  }

  static long sequence(ByteBuffer buffer, int at) {
    return buffer.getLong(at + 8);
  }

  static int payloadCrc(ByteBuffer buffer, int at) {
    return buffer.getInt(at + PAYLOAD_CRC);
  }

  /** Begins a header with what is known before the frame has its place. */
  static void begin(ByteBuffer buffer, int at, int length, int payloadCrc) {
    buffer.putInt(at, length);
    buffer.putInt(at + PAYLOAD_CRC, payloadCrc);
  }

  static int crc(ByteBuffer... payload) {
    CRC32C crc = new CRC32C();
    for (ByteBuffer part : payload) {
      crc.update(part.duplicate());
    }
    return (int) crc.getValue();
  }

  /**
   * Puts frames of one segment in their places, and knows those that are. For one thread.
   *
   * <p>The 20 bytes are copied behind the place, so that one call of the intrinsic covers both.
   */
  static final class Places {

    private final ByteBuffer checked = ByteBuffer.allocate(PLACE + CHECKED);
    private final CRC32C crc = new CRC32C();

    Places(long instance, long segment) {
      checked.putLong(0, instance);
      checked.putLong(8, segment);
    }

    /** Finishes a header that was begun. */
    void finish(ByteBuffer buffer, int at, long offset, long exposed, long sequence) {
      buffer.putInt(at + 4, (int) Math.min(exposed, 0xffff_ffffL));
      buffer.putLong(at + 8, sequence);
      buffer.putInt(at + CHECKED, headerCrc(buffer, at, offset));
    }

    boolean isHeader(ByteBuffer buffer, int at, long offset) {
      return buffer.getInt(at + CHECKED) == headerCrc(buffer, at, offset);
    }

    private int headerCrc(ByteBuffer buffer, int at, long offset) {
      checked.putLong(16, offset);
      checked.putLong(PLACE, buffer.getLong(at));
      checked.putLong(PLACE + 8, buffer.getLong(at + 8));
      checked.putInt(PLACE + PAYLOAD_CRC, buffer.getInt(at + PAYLOAD_CRC));
      crc.reset();
      crc.update(checked.array(), 0, PLACE + CHECKED);
      return (int) crc.getValue();
    }
  }
}
