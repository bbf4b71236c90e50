package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries that want too much get an answer that names the limit, and the host goes on. */
@Tag("BR-MET-012")
@Timeout(120)
class HostileQueriesTest {

  private static final int SERIES = 1_000;
  private static final int SAMPLES = 400;
  private static final long MILLIS = 15_000;
  private static final InMemorySeries STORE = InMemorySeries.create();
  private static final Instant NOW = Instant.ofEpochMilli(SAMPLES * MILLIS);
  private static final QueryLimits LIMITS =
      QueryLimits.defaults()
          .withData(10_000, 300_000, 16 << 20)
          .withTimeout(Duration.ofSeconds(5))
          .withConcurrency(4, 8);

  private final Api api =
      new Api(
          PrometheusApi.over(
              PromQl.builder(STORE).limits(LIMITS).build(), InstantSource.fixed(NOW)));

  @BeforeAll
  static void fill() {
    for (int i = 0; i < SERIES; i++) {
      Labels labels =
          Labels.of("__name__", "m" + i % 10, "i", Integer.toString(i), "text", "a".repeat(50) + i);
      for (int j = 0; j < SAMPLES; j++) {
        STORE.add(labels, j * MILLIS, i + j);
      }
    }
  }

  @AfterAll
  static void empty() {
    STORE.clear();
  }

  private JsonNode ask(String query) throws IOException {
    return api.jsonOfForm("/api/v1/query", "query=" + Api.encoded(query));
  }

  static Stream<Arguments> greedy() {
    String nested = "1";
    for (int i = 0; i < 3; i++) {
      nested = "max_over_time((m0 + " + nested + ")[1d:1s])";
    }
    return Stream.of(
        Arguments.of("(".repeat(8_000) + "1" + ")".repeat(8_000), List.of("nesting")),
        Arguments.of("-".repeat(16_000) + "1", List.of("nesting")),
        Arguments.of("1" + " + 1".repeat(5_000), List.of("length")),
        Arguments.of("sum_over_time({__name__=~\".+\"}[5y])", List.of("samples")),
        Arguments.of("{__name__=~\".+\"}[5y]", List.of("samples")),
        Arguments.of("max_over_time(vector(1)[1y:1ms])", List.of("steps")),
        Arguments.of("count_over_time(m1[1d:1s])", List.of("bytes", "samples")),
        Arguments.of(nested, List.of("steps")),
        Arguments.of(
            "{__name__=~\".+\"} * on () group_left () {__name__=\"m1\",i=\"1\"}[5y:1s]",
            List.of("")));
  }

  @ParameterizedTest
  @MethodSource("greedy")
  void getAnErrorThatNamesTheLimit(String query, List<String> limits) throws IOException {
    JsonNode answer = ask(query);
    assertThat(answer.get("status").asText()).isEqualTo("error");
    assertThat(answer.path("limit").asText()).as(answer.toString()).isIn(limits);
  }

  @Test
  void overARangeGetAnErrorThatNamesTheLimit() throws IOException {
    String form =
        "start=0&end=5400&step=1&query=" + Api.encoded("rate({__name__=~\".+\"}[1h]) * 2");
    JsonNode answer = api.jsonOfForm("/api/v1/query_range", form);
    assertThat(answer.path("limit").asText()).isIn("samples", "bytes");
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void withCatastrophicExpressionsTakeLinearTime(String expression) throws IOException {
    JsonNode answer = ask("count({text=~\"" + expression + "\"})");
    assertThat(answer.get("status").asText()).as(answer.toString()).isEqualTo("success");
  }

  static Stream<String> expressions() {
    return Stream.of(
        "(a+)+b",
        "(a|a)*b",
        "(a|aa)+b",
        "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x",
        "((((a*)*)*)*)*b",
        "a?".repeat(50) + "a".repeat(50) + ".*");
  }

  @Test
  void withExpressionsThatGrowWhenCompiledAreRefused() throws IOException {
    JsonNode answer = ask("count({text=~\"((a{100}){100}){100}\"})");
    assertThat(answer.get("errorType").asText()).as(answer.toString()).isEqualTo("bad_data");
  }

  /** Records one sample after the other. */
  private static void record(AtomicBoolean over, AtomicLong recorded) {
    Labels labels = Labels.of("__name__", "recorded");
    long time = 0;
    while (!over.get()) {
      STORE.add(labels, time++, 1);
      recorded.incrementAndGet();
      Thread.onSpinWait();
    }
  }

  @Test
  void fiftyAtOnceAreAllAnsweredAndRecordingGoesOn() throws Exception {
    List<String> queries =
        List.of(
            "sum_over_time({__name__=~\"m.+\"}[5y])",
            "max_over_time(max_over_time(m0[1d:1s])[1d:1s])",
            "count({text=~\"(a+)+b.*\"}) + sum(rate({__name__=~\"m.+\"}[1h]))",
            "quantile_over_time(0.9, {__name__=~\"m.+\"}[5y])",
            "count_values(\"v\", {__name__=~\"m.+\"}) or topk(500, {__name__=~\"m.+\"})");
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong recorded = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(51);
    try {
      Future<?> recorder = threads.submit(() -> record(over, recorded));
      CountDownLatch together = new CountDownLatch(50);
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String query = queries.get(i % queries.size());
        answers.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return ask(query);
                }));
      }
      long before = recorded.get();
      for (Future<JsonNode> answer : answers) {
        JsonNode got = answer.get();
        boolean success = got.get("status").asText().equals("success");
        assertThat(success || got.has("limit")).as(got.toString()).isTrue();
      }
      assertThat(recorded.get()).isGreaterThan(before);
      over.set(true);
      recorder.get();
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }
}
