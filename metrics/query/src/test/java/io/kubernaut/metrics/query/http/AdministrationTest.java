package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Headers;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.engine.LegalHold;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator copies a store and deletes from it, as in Prometheus. */
@Tag("BR-OBS-001")
@Tag("BR-ENT-004")
class AdministrationTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);
  private static final String ADMIN = "/api/v1/admin/tsdb/";

  private final Platform platform = TestPlatform.seeded(1).platform("administration").start();
  private final FaultyStorage storage = storage();
  private TimeSeriesStore store;
  private Api api;

  private static FaultyStorage storage() {
    try {
      return FaultyStorage.over(SimulatedDisk.create().open());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @BeforeEach
  void open() throws IOException {
    store = TimeSeriesStore.open(platform, storage, StoreOptions.STANDARD);
    api =
        new Api(
            PrometheusApi.builder(PromQl.over(store), InstantSource.fixed(NOW))
                .administers(store)
                .build());
    for (int at = 900; at <= 1_000; at += 10) {
      for (String name : List.of("a", "b")) {
        try (Appender batch = store.appender()) {
          batch.append(
              batch.series(Labels.of("__name__", name)), at * 1_000L, at, SampleColumns.NO_START);
          batch.commit();
        }
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    storage.heal();
    store.close();
    storage.close();
    platform.close();
  }

  private String count(String metric) throws IOException {
    String query = "count_over_time(%s[10m]) or vector(0)".formatted(metric);
    return api.json("/api/v1/query?query=" + Api.encoded(query))
        .at("/data/result/0/value/1")
        .asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void deletesARangeOfSeries(String method) throws IOException {
    Api.Reply reply =
        api.ask(
            method,
            ADMIN + "delete_series?match%5B%5D=a&start=930&end=1970-01-01T00:16:00Z",
            Headers.none(),
            new byte[0]);
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertThat(count("a")).isEqualTo("7");
    assertThat(count("b")).isEqualTo("11");
  }

  @Test
  void deletesAllTimeOfSeveralSelectorsGivenInAForm() throws IOException {
    assertThat(api.form(ADMIN + "delete_series", "match[]=a&match[]={__name__=~\"b|c\"}").status())
        .isEqualTo(204);
    assertThat(count("a")).isEqualTo("0");
    assertThat(count("b")).isEqualTo("0");
    assertThat(store.tombstones()).isEqualTo(1);
    assertThat(api.form(ADMIN + "clean_tombstones", "").status()).isEqualTo(204);
    assertThat(store.tombstones()).isZero();
    assertThat(store.status().blocks()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no match[] parameter provided",
        "match[]={} | must contain at least one non-empty matcher",
        "match[]=a{ | invalid parameter",
        "match[]=a&start=x | cannot parse",
        "match[]=a&start=10&end=9 | must not be before"
      })
  void refusesADeletionThatIsNotClear(String form, String message) throws IOException {
    Api.Reply reply = api.form(ADMIN + "delete_series", form);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("\"errorType\":\"bad_data\"").contains(message);
    assertThat(count("a")).isEqualTo("11");
    assertThat(store.tombstones()).isZero();
  }

  @Test
  void namesTheHoldThatForbidsADeletion() throws IOException {
    store.hold(
        new LegalHold("case 7", List.of(LabelMatcher.equal("__name__", "b")), 0, Long.MAX_VALUE));
    Api.Reply reply = api.form(ADMIN + "delete_series", "match[]=a&match[]=b");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text()).contains("\"errorType\":\"execution\"").contains("case 7");
    assertThat(count("a")).as("not in part either").isEqualTo("11");
  }

  @Test
  void answersWithTheNameOfASnapshot() throws IOException {
    Api.Reply reply = api.form(ADMIN + "snapshot", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text())
        .matches(
            "\\{\"status\":\"success\",\"data\":\\{\"name\":\"\\d{8}T\\d{6}Z-[0-9a-f]{16}\"}}");
    String name = reply.text().replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
    try (Storage copy = storage.folder("snapshots/" + name);
        TimeSeriesStore opened = TimeSeriesStore.open(platform, copy, StoreOptions.STANDARD)) {
      assertThat(opened.status().memorySamples()).isEqualTo(22);
    }
    assertThat(api.form(ADMIN + "snapshot", "skip_head=true").status()).isEqualTo(200);
    Api.Reply wrong = api.form(ADMIN + "snapshot", "skip_head=perhaps");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("skip_head").contains("unable to parse boolean");
  }

  @Test
  void saysWhenTheDiskRefuses() throws IOException {
    storage.failFrom(storage.operations() + 1, Fault.IO_ERROR);
    for (String action : List.of("snapshot", "delete_series", "clean_tombstones")) {
      Api.Reply reply = api.form(ADMIN + action, "match[]=a");
      assertThat(reply.status()).as(action).isEqualTo(500);
      assertThat(reply.text()).contains(action + " failed");
    }
    storage.heal();
    assertThat(count("a")).isEqualTo("11");
    byte[] form = "match[]=a".getBytes(StandardCharsets.UTF_8);
    Headers headers = Headers.of("Content-Type", "application/x-www-form-urlencoded");
    assertThat(api.ask("PUT", ADMIN + "delete_series", headers, form).status()).isEqualTo(204);
    assertThat(count("a")).isEqualTo("0");
  }
}
