package io.kubernaut.metrics.query.internal.remote;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Packs bytes into a snappy block, plainly: copies where the next four bytes were seen before, with
 * elements of all kinds.
 */
public final class Snappy {

  private final byte[] plain;
  private final Random random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Snappy(byte[] plain, Random random) {
    this.plain = plain;
    this.random = random;
  }

  public static byte[] pack(byte[] plain) {
    return pack(plain, new Random(1));
  }

  static byte[] pack(byte[] plain, Random random) {
    return new Snappy(plain, random).packed();
  }

  private byte[] packed() {
    for (int left = plain.length; ; left >>>= 7) {
      out.write(left < 0x80 ? left : (left & 0x7f) | 0x80);
      if (left < 0x80) {
        break;
      }
    }
    Map<Integer, Integer> seen = new HashMap<>();
    int from = 0;
    int at = 0;
    while (at + 4 <= plain.length) {
      Integer before = seen.put(word(at), at);
      if (before == null) {
        at++;
        continue;
      }
      int length = 0;
      while (at + length < plain.length && plain[before + length] == plain[at + length]) {
        length++;
      }
      literal(from, at);
      copy(at - before, length);
      at += length;
      from = at;
    }
    literal(from, plain.length);
    return out.toByteArray();
  }

  private int word(int at) {
    return (plain[at] & 0xff)
        | ((plain[at + 1] & 0xff) << 8)
        | ((plain[at + 2] & 0xff) << 16)
        | (plain[at + 3] << 24);
  }

  private void literal(int from, int to) {
    int length = to - from - 1;
    if (length < 0) {
      return;
    }
    if (length < 60 && random.nextInt(4) > 0) {
      out.write(length << 2);
    } else {
      int bytes = length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : length < 1 << 24 ? 3 : 4;
      out.write((59 + bytes) << 2);
      number(length, bytes);
    }
    out.write(plain, from, to - from);
  }

  private void copy(int distance, int length) {
    int left = length;
    while (left > 0) {
      int count = Math.min(left, 64);
      if (count >= 4 && count <= 11 && distance < 1 << 11) {
        out.write(((distance >>> 8) << 5) | ((count - 4) << 2) | 1);
        out.write(distance);
      } else if (distance < 1 << 16 && random.nextInt(8) > 0) {
        out.write(((count - 1) << 2) | 2);
        number(distance, 2);
      } else {
        out.write(((count - 1) << 2) | 3);
        number(distance, 4);
      }
      left -= count;
    }
  }

  private void number(int number, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(number >>> (8 * i));
    }
  }
}
