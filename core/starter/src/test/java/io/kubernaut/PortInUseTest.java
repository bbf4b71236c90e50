package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.HttpServer.Binding;
import io.kubernaut.core.runtime.ComponentState;
import io.kubernaut.core.runtime.ComponentStatus;
import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("BR-REL-003")
@Tag("BR-REL-004")
class PortInUseTest {

  private final TestPlatform test = TestPlatform.seeded(3);
  private final Web web = new Web();

  private Kubernaut start(int port) {
    return new KubernautBuilder("gateway", new Settings(property -> null, Web.IN_MEMORY))
        .http(port)
        .platform(test::under)
        .start();
  }

  private static ComponentStatus http(Kubernaut kubernaut) {
    return kubernaut.platform().components().stream()
        .filter(component -> component.name().equals("http"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theServiceGoesOnTheLostPartIsNamedAndThePortIsTakenOnceItIsFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Kubernaut kubernaut = start(taken.getLocalPort())) {
      kubernaut.metrics().counter("counts").increment();
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.DEGRADED);
      assertThat(http(kubernaut).state()).isEqualTo(ComponentState.BACKOFF);
      assertThat(http(kubernaut).problem())
          .hasValueSatisfying(p -> assertThat(p).contains("already in use"));
      assertThat(kubernaut.http().binding())
          .isInstanceOfSatisfying(
              Binding.Unavailable.class, b -> assertThat(b.retrying()).isTrue());

      test.advance(Duration.ofMinutes(30));
      assertThat(http(kubernaut).state()).as("it never gives up").isEqualTo(ComponentState.BACKOFF);
      assertThat(http(kubernaut).restarts()).as("and does not storm").isBetween(20L, 60L);

      free(taken);
      test.advance(Duration.ofMinutes(2));
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.RUNNING);
      assertThat(web.scrape(kubernaut)).contains("counts_total{service=\"gateway\"} 1\n");
    }
  }

  private static void free(ServerSocket taken) throws IOException {
    taken.close();
  }

  @Test
  void aPortAskedForLaterIsTriedAgainToo() throws Exception {
    Settings off = new Settings(Map.of("kubernaut.http.port", "off")::get, Web.IN_MEMORY);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Kubernaut kubernaut =
            new KubernautBuilder("gateway", off)
                .http(taken.getLocalPort())
                .platform(test::under)
                .start()) {
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.RUNNING);
      assertThat(kubernaut.http().start()).isInstanceOf(Binding.Unavailable.class);
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.DEGRADED);
      free(taken);
      test.advance(Duration.ofMinutes(2));
      assertThat(web.scrape(kubernaut)).contains("jvm_info{");
    }
  }
}
