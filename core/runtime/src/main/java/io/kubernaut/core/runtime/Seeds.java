package io.kubernaut.core.runtime;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * Randomness from one seed, a stream of its own for each purpose, so that one purpose which draws
 * more does not change what another one draws.
 */
record Seeds(long seed) {

  /** Returns the purpose's stream from its beginning. */
  RandomGenerator random(String purpose) {
    CRC32C hash = new CRC32C();
    hash.update(purpose.getBytes(StandardCharsets.UTF_8));
    // One draw with each half mixes seed and purpose: neighbouring seeds must not look alike.
    long mixed = new SplittableRandom(seed).nextLong() ^ (hash.getValue() * 0x9E3779B97F4A7C15L);
    return new SplittableRandom(mixed);
  }
}
