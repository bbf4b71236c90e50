package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.Gauge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-003")
class MetricCatalogueTest {
  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

  @AfterEach
  void close() {
    registry.close();
  }

  private MetricCatalogue catalogue() {
    registry.config().commonTags("service", "orders");
    CounterFamily requests =
        registry
            .counters("http.requests")
            .description("Requests | by \"route\"")
            .labels("route")
            .register();
    requests.with("/a").increment();
    requests.with("/b").increment();
    Gauge.builder("queue.size", () -> 1).baseUnit("bytes").register(registry);
    return registry.catalogue();
  }

  @Test
  void writesATable() {
    assertThat(catalogue().toMarkdown())
        .isEqualTo(
            """
            | metric | type | unit | labels | series | meaning |
            |---|---|---|---|---|---|
            | `http_requests` | counter |  | route, service | 2 | Requests \\| by "route" |
            | `queue_size_bytes` | gauge | bytes | service | 1 |  |
            """);
  }

  @Test
  void writesJson() throws Exception {
    JsonNode json = JsonMapper.builder().build().readTree(catalogue().toJson());
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("help").asText()).isEqualTo("Requests | by \"route\"");
    assertThat(json.get(0).get("labels").get(1).asText()).isEqualTo("service");
    assertThat(json.get(1).get("series").asInt()).isEqualTo(1);
  }
}
