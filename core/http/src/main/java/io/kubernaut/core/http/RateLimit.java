package io.kubernaut.core.http;

import io.kubernaut.core.runtime.MonotonicClock;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for each address, in one number each.
 *
 * <p>This is the generic cell rate algorithm: instead of tokens and the time of the last refill, a
 * bucket keeps the moment at which it will be full again. A request pushes that moment one interval
 * ahead, and is refused if it would be further away than the burst allows. So a bucket is one
 * {@code long}, changed by compare-and-set, and a bucket whose moment has passed is the same as no
 * bucket: it can be dropped at any time.
 *
 * <p>The table is bounded. When it is full, past buckets are dropped; addresses for which there is
 * still no room share one bucket, so a flood from many addresses slows newcomers but takes no
 * memory. IPv6 addresses count by their first 64 bits, as one client has that many.
 *
 * <p>Safe for any thread; takes no lock of its own.
 */
final class RateLimit {

  static final int MOST_ADDRESSES = 8_192;

  private static final long SECOND = 1_000_000_000L;

  /** No source address starts with these bits: they are multicast in IPv6. */
  private static final long IPV4 = 0xffff_0000_0000_0000L;

  private final long interval;
  private final long tolerance;
  private final MonotonicClock clock;
  private final ConcurrentHashMap<Long, AtomicLong> buckets = new ConcurrentHashMap<>();
  private final AtomicLong overflow;
  private final AtomicLong nextSweep;

  RateLimit(int perSecond, int burst, MonotonicClock clock) {
    this.interval = Math.max(1, SECOND / perSecond);
    this.tolerance = interval * (burst - 1);
    this.clock = clock;
    this.overflow = new AtomicLong(clock.nanos());
    this.nextSweep = new AtomicLong(clock.nanos());
  }

  /**
   * Takes a token.
   *
   * @return 0 if there was one, else the nanoseconds until there will be
   */
  long take(InetAddress address) {
    long now = clock.nanos();
    AtomicLong bucket = bucket(key(address), now);
    while (true) {
      long full = bucket.get();
      long ahead = Math.max(0, full - now);
      if (ahead > tolerance) {
        return ahead - tolerance;
      }
      if (bucket.compareAndSet(full, now + ahead + interval)) {
        return 0;
      }
    }
  }

  private AtomicLong bucket(long key, long now) {
    AtomicLong known = buckets.get(key);
    if (known != null) {
      return known;
    }
    if (buckets.size() >= MOST_ADDRESSES) {
      sweep(now);
      if (buckets.size() >= MOST_ADDRESSES) {
        return overflow;
      }
    }
    return buckets.computeIfAbsent(key, ignored -> new AtomicLong(now));
  }

  /** Drops the buckets that are full again; at most once a second, since it looks at all. */
  private void sweep(long now) {
    long due = nextSweep.get();
    if (now - due >= 0 && nextSweep.compareAndSet(due, now + SECOND)) {
      buckets.values().removeIf(full -> full.get() - now <= 0);
    }
  }

  private static long key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? IPV4 | (ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL)
        : ByteBuffer.wrap(bytes).getLong();
  }

  int addresses() {
    return buckets.size();
  }
}
