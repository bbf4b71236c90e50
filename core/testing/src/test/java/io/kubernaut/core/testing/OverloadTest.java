package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.OverloadException;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("BR-SVC-006")
class OverloadTest {

  @Test
  void aSmallHeapUnderOverloadRefusesAndNeverRunsOutOfMemory() throws Exception {
    String output;
    try (ChildJvm child = ChildJvm.of(Flood.class).options("-Xmx128m").start()) {
      int code = child.exitCode();
      output = child.output();
      assertThat(code).as(output).isZero();
    }
    assertThat(output)
        .doesNotContain("OutOfMemoryError")
        .contains("executor refused")
        .contains("scheduler refused")
        .contains("events dropped")
        .contains("threads constant")
        .contains("heap flat");
  }

  /** Offers a slow platform far more than it can take, a kilobyte with each piece of work. */
  static final class Flood {

    private static final int WARM_UP = 50_000;
    private static final int PIECES = 250_000;
    private static final int PIECE_BYTES = 1024;
    private static final long MOST_GROWTH = 4L << 20;

    private final CountDownLatch release = new CountDownLatch(1);
    private final Platform platform = Platform.builder("flood").start();
    private final BoundedExecutor executor =
        platform.executor("work", new ExecutorLimits(4, 10_000));
    private long executorRefused;
    private long schedulerRefused;

    public static void main(String[] arguments) {
      new Flood().run();
    }

    private void run() {
      platform.events().subscribe("slow", Piece.class, 1_000, piece -> block());
      offer(WARM_UP);
      long heap = heapAfterCollection();
      int threads = platform.footprint().threads();
      offer(PIECES);
      say(executorRefused > PIECES / 2, "executor refused " + executorRefused);
      say(schedulerRefused > PIECES / 2, "scheduler refused " + schedulerRefused);
      say(platform.events().dropped() > PIECES / 2, "events dropped");
      say(platform.footprint().threads() == threads, "threads constant: " + threads);
      long growth = heapAfterCollection() - heap;
      say(growth < MOST_GROWTH, "heap flat: grew by " + growth + " bytes");
      release.countDown();
      platform.close();
      System.exit(0);
    }

    private static void say(boolean holds, String what) {
      System.out.println((holds ? "" : "NOT ") + what);
      if (!holds) {
        System.exit(1);
      }
    }

    private void offer(int pieces) {
      for (int i = 0; i < pieces; i++) {
        Piece piece = new Piece(new byte[PIECE_BYTES]);
        platform.events().publish(piece);
        executorRefused += refused(() -> executor.execute(() -> work(piece)));
        schedulerRefused +=
            refused(
                () -> platform.scheduler().once("work", Duration.ofHours(1), () -> work(piece)));
      }
    }

    private static int refused(Runnable offer) {
      try {
        offer.run();
        return 0;
      } catch (OverloadException full) {
        return 1;
      }
    }

    private void work(Piece piece) {
      block();
      if (piece.load.length == 0) {
        throw new AssertionError();
      }
    }

    private void block() {
      try {
        assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }

    private static long heapAfterCollection() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }

  /** An event with a load. */
  private static final class Piece implements PlatformEvent {

    private final byte[] load;

    Piece(byte[] load) {
      this.load = load;
    }

    @Override
    public Instant time() {
      return Instant.EPOCH;
    }

    @Override
    public String type() {
      return "piece";
    }

    @Override
    public String source() {
      return "flood";
    }
  }
}
