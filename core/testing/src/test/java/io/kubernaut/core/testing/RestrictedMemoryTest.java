package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.HostFacts;
import io.kubernaut.core.runtime.OverloadException;
import io.kubernaut.core.runtime.Platform;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A virtual machine with little memory and one processor knows it, and does with them. */
@Timeout(120)
@Tag("BR-INT-009")
@Tag("BR-SVC-006")
class RestrictedMemoryTest {

  private static final long MIB = 1 << 20;

  @Test
  void aPlatformKnowsAndRespectsTheLimitsOfItsVirtualMachine() throws Exception {
    try (ChildJvm child =
        ChildJvm.of(Small.class)
            .options("-Xmx32m", "-Xss256k", "-XX:ActiveProcessorCount=1")
            .start()) {
      int code = child.exitCode();
      assertThat(code).as(child.output()).isZero();
      assertThat(child.awaitLine("processors")).isEqualTo("processors 1");
      assertThat(heapMebibytes(child.awaitLine("heap")))
          .as("what is left of 32 MiB beside a survivor space")
          .isBetween(28L, 32L);
      assertThat(child.awaitLine("refused")).isEqualTo("refused 900");
    }
  }

  private static long heapMebibytes(String line) {
    return Long.parseLong(line.substring("heap ".length())) / MIB;
  }

  /** Offers a thousand pieces of 64 KiB, twice the heap, to an executor that holds a hundred. */
  static final class Small {

    private static final int PIECES = 1_000;
    private static final ExecutorLimits LIMITS = new ExecutorLimits(1, 99);

    public static void main(String[] arguments) {
      try (Platform platform = Platform.builder("small").start()) {
        HostFacts.Jvm jvm = platform.host().jvm();
        System.out.println("processors " + jvm.processors());
        System.out.println("heap " + jvm.maxHeapBytes());
        System.out.println("refused " + refused(platform.executor("work", LIMITS)));
      }
    }

    private static int refused(Executor executor) {
      CountDownLatch release = new CountDownLatch(1);
      int refused = 0;
      for (int i = 0; i < PIECES; i++) {
        byte[] piece = new byte[64 * 1024];
        try {
          executor.execute(() -> hold(piece, release));
        } catch (OverloadException full) {
          refused++;
        }
      }
      release.countDown();
      return refused;
    }

    private static void hold(byte[] piece, CountDownLatch release) {
      try {
        release.await();
        piece[0]++;
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
