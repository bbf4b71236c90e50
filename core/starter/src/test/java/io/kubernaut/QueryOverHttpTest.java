package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.testing.TestPlatform;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a service remembers can be asked by any Prometheus tool. */
@Timeout(60)
@Tag("BR-MET-012")
@Tag("BR-OBS-001")
class QueryOverHttpTest {

  private final Web web = new Web();

  private static KubernautBuilder builder() {
    return new KubernautBuilder("shop", new Settings(property -> null, Map.of()));
  }

  @Test
  void answersFromTheHistory() throws Exception {
    TestPlatform test = TestPlatform.seeded(1);
    try (Kubernaut kubernaut = builder().historyInMemory().http(0).platform(test::under).start()) {
      for (int i = 0; i < 30; i++) {
        kubernaut.metrics().counter("orders.placed").increment(2);
        test.advance(Duration.ofSeconds(1));
      }
      HttpResponse<String> rate =
          web.get(
              Web.base(kubernaut)
                  .resolve("/api/v1/query?query=sum(rate(orders_placed_total%5B20s%5D))"));
      assertThat(rate.statusCode()).isEqualTo(200);
      assertThat(rate.body()).contains("\"resultType\":\"vector\"").contains("\"2\"]");
      assertThat(web.get(Web.base(kubernaut).resolve("/api/v1/label/service/values")).body())
          .contains("[\"shop\"]");
    }
  }

  @Test
  void takesNothingInOverHttp() throws Exception {
    try (Kubernaut kubernaut = builder().historyInMemory().http(0).start()) {
      assertThat(web.get(Web.base(kubernaut).resolve("/api/v1/write")).statusCode()).isEqualTo(404);
    }
  }
}
