package io.kubernaut.metrics.query.internal.remote;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Snappy's block format (the one without frames), as remote write uses it: the length of the plain
 * bytes as a varint, then elements. The low two bits of an element's first byte say what it is:
 *
 * <pre>
 *   0  literal: length - 1 in the high six bits, or, from 60 to 63, in the next 1 to 4 bytes
 *   1  copy of 4 to 11 bytes: length - 4 in three bits, distance in the other three and a byte
 *   2  copy of 1 to 64 bytes: length - 1 in the high six bits, distance in two bytes
 *   3  the same with a distance of four bytes
 * </pre>
 *
 * <p>Written here because what comes is hostile until shown otherwise: the length is judged before
 * anything is allocated, the buffer is the reader's own, and there is no native code to load.
 *
 * <p>Eight bytes are moved at a time wherever there is room behind the target, also when fewer are
 * wanted; what is written too much is overwritten by the next element. Written from
 * https://github.com/google/snappy/blob/main/format_description.txt.
 */
public final class SnappyBlock {

  /** Room behind the plain bytes, so that moving eight at a time needs no second thought. */
  public static final int SLACK = 64;

  /** The longest literal whose length fits into two bytes. */
  private static final int PIECE = 1 << 16;

  /** A copy of 64 bytes takes three: nothing shrinks more. */
  private static final int BEST_RATIO = 22;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SnappyBlock() {}

  /** Returns how many bytes the block has when it is unpacked; throws if more than allowed. */
  public static int length(byte[] block, int most) throws MalformedMessageException {
    long length = 0;
    int at = 0;
    int shift = 0;
    int b;
    do {
      if (at == block.length || shift > 28) {
        throw new MalformedMessageException(
            "The body is no snappy block: its length can not be read.");
      }
      b = block[at++];
      length |= (long) (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    if (length > most) {
      throw new MalformedMessageException(
          "The body has %d bytes when unpacked; at most %d are allowed. Send fewer samples at a time."
              .formatted(length, most));
    }
    if (length > (long) block.length * BEST_RATIO) {
      throw new MalformedMessageException(
          "The body is no snappy block: %d bytes can not be packed into %d."
              .formatted(length, block.length));
    }
    return (int) length;
  }

  /** Unpacks a block into an array that is longer by {@link #SLACK} than its plain bytes. */
  public static void unpack(byte[] block, int length, byte[] into)
      throws MalformedMessageException {
    int end;
    try {
      end = unpack(block, afterLength(block), into, length);
    } catch (IndexOutOfBoundsException e) {
      end = -1;
    }
    if (end != length) {
      throw new MalformedMessageException("The body is no snappy block, or a damaged one.");
    }
  }

  private static int afterLength(byte[] block) {
    int at = 0;
    while (block[at++] < 0) {
      // the length was read before
    }
    return at;
  }

  private static int unpack(byte[] in, int from, byte[] out, int length) {
    int at = from;
    int to = 0;
    while (at < in.length) {
      int tag = in[at++] & 0xff;
      if ((tag & 3) == 0) {
        int count = (tag >>> 2) + 1;
        if (count > 60) {
          int bytes = count - 60;
          count = number(in, at, bytes) + 1;
          at += bytes;
        }
        if (count <= 0 || count > length - to || count > in.length - at) {
          return -1;
        }
        literal(in, at, out, to, count);
        at += count;
        to += count;
      } else {
        int count;
        int distance;
        if ((tag & 3) == 1) {
          count = 4 + ((tag >>> 2) & 7);
          distance = ((tag & 0xe0) << 3) | (in[at++] & 0xff);
        } else if ((tag & 3) == 2) {
          count = (tag >>> 2) + 1;
          distance = (in[at] & 0xff) | ((in[at + 1] & 0xff) << 8);
          at += 2;
        } else {
          count = (tag >>> 2) + 1;
          distance = number(in, at, 4);
          at += 4;
        }
        if (distance <= 0 || distance > to || count > length - to) {
          return -1;
        }
        copy(out, to, distance, count);
        to += count;
      }
    }
    return to;
  }

  private static int number(byte[] in, int at, int bytes) {
    int number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (in[at + i] & 0xff) << (8 * i);
    }
    return number;
  }

  private static void literal(byte[] in, int at, byte[] out, int to, int count) {
    if (count <= 16 && at + 16 <= in.length) {
      LONGS.set(out, to, (long) LONGS.get(in, at));
      LONGS.set(out, to + 8, (long) LONGS.get(in, at + 8));
    } else {
      System.arraycopy(in, at, out, to, count);
    }
  }

  /**
   * Copies from before, which may reach into what is being written. As long as the distance is
   * below eight, each move brings as many right bytes as the distance, and so doubles it.
   */
  private static void copy(byte[] out, int to, int distance, int count) {
    int from = to - distance;
    int at = to;
    int end = to + count;
    while (at - from < 8 && at < end) {
      LONGS.set(out, at, (long) LONGS.get(out, from));
      at += at - from;
    }
    // Two moves at a time: most copies are done in one turn, or two.
    for (; at < end; at += 16, from += 16) {
      LONGS.set(out, at, (long) LONGS.get(out, from));
      LONGS.set(out, at + 8, (long) LONGS.get(out, from + 8));
    }
  }

  /**
   * Makes a block of plain bytes without looking for repetitions: a little longer than they are.
   */
  public static byte[] wrap(byte[] plain, int length) {
    int pieces = (length + PIECE - 1) / PIECE;
    byte[] block = new byte[5 + length + 3 * pieces];
    int at = 0;
    for (int left = length; ; left >>>= 7) {
      block[at++] = (byte) (left < 0x80 ? left : left | 0x80);
      if (left < 0x80) {
        break;
      }
    }
    for (int from = 0; from < length; from += PIECE) {
      int count = Math.min(PIECE, length - from);
      block[at++] = (byte) (61 << 2);
      block[at++] = (byte) (count - 1);
      block[at++] = (byte) ((count - 1) >>> 8);
      System.arraycopy(plain, from, block, at, count);
      at += count;
    }
    return Arrays.copyOf(block, at);
  }
}
