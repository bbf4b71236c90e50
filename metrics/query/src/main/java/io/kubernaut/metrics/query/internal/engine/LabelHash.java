package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.Labels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The hash of labels by which {@code limit_ratio} chooses: xxHash64 over names and values, each
 * behind its length, as Prometheus has it, so that both choose the same series.
 */
final class LabelHash {

  private static final long PRIME1 = 0x9E3779B185EBCA87L;
  private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME3 = 0x165667B19E3779F9L;
  private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME5 = 0x27D4EB2F165667C5L;

  /** The first two primes added, and the first one negated, both wrapped around. */
  private static final long SEED1 = 0x60EA27EEADC0B5D6L;

  private static final long SEED4 = 0x61C8864E7A143579L;

  private LabelHash() {}

  /** Returns the place of labels among all hashes, from 0 to 1. */
  static double share(Labels labels) {
    long hash = hash(bytes(labels));
    double unsigned = (hash >>> 1) * 2.0 + (hash & 1);
    return unsigned / 0x1.0p64;
  }

  private static byte[] bytes(Labels labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    labels.forEach(
        (name, value) -> {
          put(bytes, name);
          put(bytes, value);
        });
    return bytes.toByteArray();
  }

  private static void put(ByteArrayOutputStream bytes, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length < 255) {
      bytes.write(utf8.length);
    } else {
      bytes.write(255);
      bytes.write(utf8.length);
      bytes.write(utf8.length >> 8);
      bytes.write(utf8.length >> 16);
    }
    bytes.writeBytes(utf8);
  }

  static long hash(byte[] data) {
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    long hash = data.length >= 32 ? stripes(in) : PRIME5;
    hash += data.length;
    while (in.remaining() >= 8) {
      hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * PRIME1 + PRIME4;
    }
    if (in.remaining() >= 4) {
      hash ^= (in.getInt() & 0xffffffffL) * PRIME1;
      hash = Long.rotateLeft(hash, 23) * PRIME2 + PRIME3;
    }
    while (in.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ ((in.get() & 0xffL) * PRIME5), 11) * PRIME1;
    }
    return avalanche(hash);
  }

  private static long stripes(ByteBuffer in) {
    long a = SEED1;
    long b = PRIME2;
    long c = 0;
    long d = SEED4;
    while (in.remaining() >= 32) {
      a = round(a, in.getLong());
      b = round(b, in.getLong());
      c = round(c, in.getLong());
      d = round(d, in.getLong());
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    hash = merge(hash, a);
    hash = merge(hash, b);
    hash = merge(hash, c);
    return merge(hash, d);
  }

  private static long round(long state, long input) {
    return Long.rotateLeft(state + input * PRIME2, 31) * PRIME1;
  }

  private static long merge(long hash, long state) {
    return (hash ^ round(0, state)) * PRIME1 + PRIME4;
  }

  private static long avalanche(long value) {
    long hash = value;
    hash = (hash ^ (hash >>> 33)) * PRIME2;
    hash = (hash ^ (hash >>> 29)) * PRIME3;
    return hash ^ (hash >>> 32);
  }
}
