package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-SEC-003")
class RateLimitTest {

  private final TestTime clock = new TestTime();

  @Test
  void admitsABurstAndThenTheRate() {
    RateLimit limit = new RateLimit(50, 100, clock);
    InetAddress address = address(10, 0, 0, 1);

    for (int i = 0; i < 100; i++) {
      assertThat(limit.take(address)).as("request %d of the burst", i).isZero();
    }
    assertThat(limit.take(address)).isEqualTo(Duration.ofMillis(20).toNanos());
    clock.advance(Duration.ofMillis(20));
    assertThat(limit.take(address)).isZero();
    assertThat(limit.take(address)).isPositive();
    clock.advance(Duration.ofSeconds(10));
    assertThat(limit.take(address)).isZero();
  }

  @Test
  void addressesDoNotShareABucket() {
    RateLimit limit = new RateLimit(1, 1, clock);

    assertThat(limit.take(address(10, 0, 0, 1))).isZero();
    assertThat(limit.take(address(10, 0, 0, 2))).isZero();
    assertThat(limit.take(address(10, 0, 0, 1))).isPositive();
  }

  @Test
  void oneClientOfIpv6IsItsNetwork() throws UnknownHostException {
    RateLimit limit = new RateLimit(1, 1, clock);

    assertThat(limit.take(InetAddress.getByName("2001:db8:0:1::1"))).isZero();
    assertThat(limit.take(InetAddress.getByName("2001:db8:0:1:ffff::2"))).isPositive();
    assertThat(limit.take(InetAddress.getByName("2001:db8:0:2::1"))).isZero();
  }

  @Test
  void aFloodOfAddressesTakesNoMemoryAndSlowsNewcomersOnly() {
    RateLimit limit = new RateLimit(1, 2, clock);
    InetAddress known = address(9, 9, 9, 9);
    assertThat(limit.take(known)).isZero();

    int admitted = 0;
    for (int i = 0; i < 100_000; i++) {
      if (limit.take(address(10, i >> 16, i >> 8, i)) == 0) {
        admitted++;
      }
    }

    assertThat(limit.addresses()).isEqualTo(RateLimit.MOST_ADDRESSES);
    // All that have a bucket, and the two of the burst of the bucket that the others share.
    assertThat(admitted).isEqualTo(RateLimit.MOST_ADDRESSES - 1 + 2);
    assertThat(limit.take(known)).isZero();

    clock.advance(Duration.ofSeconds(5));
    assertThat(limit.take(address(11, 0, 0, 1))).isZero();
    assertThat(limit.addresses()).isEqualTo(1);
  }

  @Test
  void agreesWithABucketOfTokens() {
    long seed = 42;
    Random random = new Random(seed);
    RateLimit limit = new RateLimit(100, 5, clock);
    Map<InetAddress, double[]> naive = new HashMap<>();
    long start = clock.nanos();
    for (int i = 0; i < 20_000; i++) {
      clock.advance(Duration.ofMillis(random.nextInt(12)));
      InetAddress address = address(10, 0, 0, random.nextInt(3));
      double seconds = (clock.nanos() - start) / 1e9;
      double[] bucket = naive.computeIfAbsent(address, ignored -> new double[] {5, seconds});
      bucket[0] = Math.min(5, bucket[0] + (seconds - bucket[1]) * 100);
      bucket[1] = seconds;
      boolean expected = bucket[0] >= 1 - 1e-9;
      bucket[0] -= expected ? 1 : 0;
      assertThat(limit.take(address) == 0).as("step %d, seed %d", i, seed).isEqualTo(expected);
    }
  }

  @Test
  void threadsTogetherGetNoMoreThanTheBurst() throws InterruptedException {
    RateLimit limit = new RateLimit(1, 1_000, clock);
    AtomicInteger admitted = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                awaitQuietly(go);
                for (int i = 0; i < 1_000; i++) {
                  if (limit.take(address(1, 2, 3, 4)) == 0) {
                    admitted.incrementAndGet();
                  }
                }
              });
      threads[t].start();
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(admitted).hasValue(1_000);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static InetAddress address(int a, int b, int c, int d) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
