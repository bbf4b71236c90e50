package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-MET-003")
class NamingTest {
  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests",
        "http.requests",
        "http_requests",
        "a",
        "A",
        "_private",
        "jvm.gc.pause",
        "x9",
        "slo:errors:ratio5m",
        "HTTP.requests",
        "a1.b2.c3",
        "counter",
        "total",
        "queue.depth",
        "process_cpu",
        "node.network.receive",
        "a.b_c",
        "countdown",
        "summary",
        "minutes"
      })
  void acceptsNamesOfTheStandard(String name) {
    registry.counters(name).register().with().increment();
    assertThat(registry.status().families()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http-requests | '-' at index 4 | \"http_requests\"",
        "9lives | '9' at index 0 | \"lives\"",
        "a b | ' ' at index 1 | \"a_b\"",
        "a/b | '/' at index 1 | \"a_b\"",
        "größe | 'ö' at index 2 | \"gr_e\"",
        ".a | '.' at index 0 | \"a\"",
        ":a | ':' at index 0 | \"a\"",
        "a{b} | '{' at index 1 | \"a_b\"",
        "a=b | '=' at index 1 | \"a_b\"",
        "a\"b | '\"' at index 1 | \"a_b\"",
        "a. | a word between dots is empty | \"a\"",
        "a..b | a word between dots is empty | \"a.b\"",
        "requests.total | \"total\" is added | \"requests\"",
        "requests_total | \"total\" is added | \"requests\"",
        "latency.count | \"count\" is added | \"latency\"",
        "latency_sum | \"sum\" is added | \"latency\"",
        "latency_bucket | \"bucket\" is added | \"latency\"",
        "build.info | \"info\" is added | \"build\"",
        "latency_created | \"created\" is added | \"latency\"",
        "latency.max | \"max\" is added | \"latency\"",
        "latency.ms | \"ms\" is not a base unit | seconds",
        "latency_milliseconds | \"milliseconds\" is not a base unit | seconds",
        "size.kb | \"kb\" is not a base unit | bytes",
        "load_percent | \"percent\" is not a base unit | ratio",
        "age.days | \"days\" is not a base unit | seconds"
      })
  void refusesNamesWithValueRuleAndRemedy(String name, String rule, String remedy) {
    assertThatThrownBy(() -> registry.counters(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid metric name \"" + name + "\"")
        .hasMessageContaining(rule)
        .hasMessageContaining(remedy);
  }

  @Test
  void refusesAnEmptyName() {
    assertThatThrownBy(() -> registry.gauges(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"__name__", "le", "quantile", "a-b", "1a", "", "a b", "ä"})
  void refusesLabels(String label) {
    assertThatThrownBy(() -> registry.counters("c").labels(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid label name \"" + label + "\"");
  }

  @Test
  void refusesALabelTwice() {
    assertThatThrownBy(() -> registry.counters("c").labels("a", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Metric \"c\" has a label twice: [a, a]. Name each once.");
  }

  @Test
  void refusesUnitsThatAreNotBaseUnits() {
    assertThatThrownBy(() -> registry.summaries("size").baseUnit("kilobytes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid base unit \"kilobytes\": it is not a base unit. Measure in \"bytes\".");
    assertThatThrownBy(() -> registry.timers("latency").baseUnit("seconds"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timers are exposed in seconds");
  }

  @Test
  void givesTheSameSeriesForTheSameDefinition() {
    CounterFamily one = registry.counters("same").labels("a").register();
    CounterFamily two = registry.counters("same").labels("a").register();
    assertThat(one.with("x")).isSameAs(two.with("x"));
    assertThat(registry.counter("same", "a", "x")).isSameAs(one.with("x"));
  }

  @Test
  void refusesAConflictWithBothDefinitions() {
    registry.counters("jobs.done").labels("queue").register();
    assertThatThrownBy(() -> registry.gauges("jobs_done").labels("queue").register())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Metric gauge \"jobs_done\" with labels [queue] conflicts with the registered counter"
                + " \"jobs.done\" with labels [queue]: both would be exposed as \"jobs_done\"."
                + " Rename one, or make the definitions equal.");
  }

  @Test
  void refusesANameThatAHistogramsMaximumTakes() {
    registry.timers("latency").register();
    assertThatThrownBy(() -> registry.gauges("latency_seconds_max"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsAMicrometerMeterWorkingWhenItsNameIsTaken() {
    registry.counter("jobs").increment();
    registry.timer("jobs.seconds");
    registry.gauge("jobs", Tags.of("queue", "in"), 3);
    assertThat(registry.status().misuse().get("conflict")).isEqualTo(1);
    assertThat(registry.status().families()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "http.requests,COUNTER,,http_requests",
    "http.requests.total,COUNTER,,http_requests",
    "cache.size,GAUGE,bytes,cache_size_bytes",
    "cache.bytes,GAUGE,bytes,cache_bytes",
    "http.latency,TIMER,,http_latency_seconds",
    "9.lives,GAUGE,,_9_lives",
    "a-b,GAUGE,,a_b",
    "long.task,LONG_TASK_TIMER,,long_task_seconds"
  })
  void writesNamesAsPrometheusWantsThem(String name, Meter.Type type, String unit, String exposed) {
    assertThat(new MetricNames().name(name, type, unit)).isEqualTo(exposed);
  }
}
