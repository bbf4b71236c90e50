package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.testing.ChildJvm;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything at once, more than is allowed, in a heap of 128 MiB. Some seconds in the normal build;
 * {@code -Dsoak.seconds=600} for as long as you like.
 */
@Tag("BR-SVC-006")
@Tag("BR-MET-004")
class SoakTest {

  private static final long SECONDS = Long.getLong("soak.seconds", 8);

  @Test
  void theHeapStaysFlatThreadsConstantAndOverloadIsRefused() throws Exception {
    try (ChildJvm child = ChildJvm.of(Soak.class).options("-Xmx128m").start("" + SECONDS)) {
      int code = child.exitCode(Duration.ofSeconds(SECONDS + 60));
      String output = child.output();
      System.out.println(output);
      assertThat(code).as(output).isZero();
      assertThat(output)
          .contains(
              "ok heap flat",
              "ok threads constant",
              "ok executor refused",
              "ok events dropped",
              "ok series at their limit",
              "ok overflow exact",
              "ok scrapes well-formed",
              "ok footprint reported")
          .doesNotContain("OutOfMemoryError");
    }
  }
}
