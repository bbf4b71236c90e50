package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.OverloadException;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.RestartPolicy;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-SVC-006")
class PlatformFiguresTest {
  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("orders").threadLimit(40).start();
  private final KubernautMeterRegistry registry = Machine.patientRegistry();

  PlatformFiguresTest() {
    Attachments.to(registry).platform(platform);
  }

  @AfterEach
  void close() {
    platform.close();
    registry.close();
  }

  @Test
  void showsWhatThePlatformTakesFromItsHostAndWhatItRefused() {
    CountDownLatch release = new CountDownLatch(1);
    Executor narrow = platform.executor("narrow", new ExecutorLimits(1, 1));
    int refused = 0;
    for (int i = 0; i < 5; i++) {
      try {
        narrow.execute(() -> Components.awaitQuietly(release));
      } catch (OverloadException full) {
        refused++;
      }
    }
    test.advance(Duration.ofSeconds(1));
    assertThat(refused).isEqualTo(3);
    assertThat(Machine.scrape(registry))
        .containsEntry("kubernaut_sdk_refused_total", 3.0)
        .containsEntry("kubernaut_sdk_queued", 1.0)
        .containsEntry("kubernaut_sdk_threads", 1.0)
        .containsEntry("kubernaut_sdk_threads_limit", 40.0)
        .containsEntry("kubernaut_sdk_events_dropped_total", 0.0)
        .containsEntry("kubernaut_sdk_mbeans", 1.0);
    release.countDown();
  }

  @Test
  @Tag("BR-REL-003")
  void namesTheComponentThatIsLost() {
    platform.add(new Lost());
    test.advance(Duration.ofSeconds(1));
    assertThat(Machine.scrape(registry)).as("the look that finds it").isNotEmpty();
    assertThat(Machine.scrape(registry))
        .containsEntry("kubernaut_platform_state{state=degraded}", 1.0)
        .containsEntry("kubernaut_platform_state{state=running}", 0.0)
        .containsEntry("kubernaut_component_up{component=store}", 0.0)
        .containsEntry("kubernaut_component_restarts_total{component=store}", 0.0);
  }

  /** A component that never starts. */
  private static final class Lost implements Component {
    @Override
    public String name() {
      return "store";
    }

    @Override
    public boolean essential() {
      return false;
    }

    @Override
    public RestartPolicy restart() {
      return RestartPolicy.never();
    }

    @Override
    public void start(Platform platform) throws IOException {
      throw new IOException("disk full");
    }

    @Override
    public void stop(Duration budget) {}
  }
}
