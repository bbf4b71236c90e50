package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.testing.ChildJvm;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What it takes to start, in a virtual machine that has done nothing before. */
@Timeout(120)
@Tag("BR-SVC-006")
class StartUpTest {

  private static final int MOST_CPU_MILLIS = 4_000;

  private static long number(ChildJvm child, String what) throws Exception {
    return Long.parseLong(child.awaitLine(what).substring(what.length() + 1));
  }

  @Test
  void takesFewThreadsAndLittleTime() throws Exception {
    try (ChildJvm child = ChildJvm.of(Cold.class).start()) {
      int code = child.exitCode();
      assertThat(code).as(child.output()).isZero();
      assertThat(number(child, "threads without HTTP"))
          .as(child.output())
          .isLessThanOrEqualTo(6); // two of them deliver the first events
      assertThat(number(child, "threads of checks"))
          .as("in a cold virtual machine the first look at everything is slow")
          .isLessThanOrEqualTo(8);
      assertThat(number(child, "threads with HTTP")).isLessThanOrEqualTo(20);
      assertThat(number(child, "threads after requests"))
          .isLessThanOrEqualTo(HttpLimits.defaults().concurrentRequests() + 16L);
      assertThat(number(child, "cpu ms"))
          .as("processor time of both starts, whatever else the machine does")
          .isLessThan(MOST_CPU_MILLIS);
    }
  }

  /** What runs in the child. */
  static final class Cold {

    private Cold() {}

    public static void main(String[] arguments) throws Exception {
      long threads = threads();
      long cpu = cpuMillis();
      try (Kubernaut quiet = builder("quiet").start()) {
        long checking = checking();
        System.out.println("threads without HTTP " + (threads() - threads - checking));
        System.out.println("threads of checks " + checking);
        Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println(thread.getName()));
        assertThat(quiet.http().uri()).isEmpty();
      }
      try (Kubernaut open = builder("open").http(0).start()) {
        System.out.println("threads with HTTP " + (threads() - threads));
        System.out.println("cpu ms " + (cpuMillis() - cpu));
        for (int i = 0; i < 200; i++) {
          try (var in = Web.base(open).resolve("/metrics").toURL().openStream()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
          }
        }
        System.out.println("threads after requests " + (threads() - threads));
      }
    }

    private static KubernautBuilder builder(String name) {
      return new KubernautBuilder(name, new Settings(property -> null, Web.IN_MEMORY));
    }

    private static long threads() {
      return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long checking() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().contains("-check-"))
          .count();
    }

    private static long cpuMillis() {
      return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }
  }
}
