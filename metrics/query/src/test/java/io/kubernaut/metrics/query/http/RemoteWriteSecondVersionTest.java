package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.internal.remote.Message;
import io.kubernaut.metrics.query.internal.remote.Snappy;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remote write 2.0. */
@Tag("BR-MET-005")
@Tag("BR-OBS-001")
class RemoteWriteSecondVersionTest {

  private static final String TYPE = "application/x-protobuf;proto=io.prometheus.write.v2.Request";

  private final InMemorySeries store = InMemorySeries.create();
  private final Api api =
      new Api(
          PrometheusApi.builder(PromQl.over(store), InstantSource.fixed(Instant.EPOCH))
              .writesTo(store)
              .build());
  private final List<String> symbols = new ArrayList<>(List.of(""));

  private long symbol(String text) {
    if (!symbols.contains(text)) {
      symbols.add(text);
    }
    return symbols.indexOf(text);
  }

  private Message series(String... namesAndValues) {
    return new Message().packed(1, Arrays.stream(namesAndValues).mapToLong(this::symbol).toArray());
  }

  private static Message sample(double value, long time, long start) {
    return new Message().real(1, value).number(2, time).number(3, start);
  }

  private byte[] request(Message... series) {
    Message request = new Message();
    symbols.forEach(symbol -> request.text(4, symbol));
    for (Message each : series) {
      request.message(5, each);
    }
    return request.bytes();
  }

  private Api.Reply write(Message... series) throws IOException {
    return api.write(
        Snappy.pack(request(series)), "Content-Type", TYPE, "Content-Encoding", "snappy");
  }

  private static String written(Api.Reply reply) {
    StringBuilder counts = new StringBuilder();
    for (String kind : List.of("Samples", "Histograms", "Exemplars")) {
      counts.append(
          reply
              .headers()
              .first("X-Prometheus-Remote-Write-%s-Written".formatted(kind))
              .orElse("-"));
    }
    return counts.toString();
  }

  @Test
  void storesSamplesWithTheirStartsAndSaysHowMany() throws IOException {
    Message up = series("__name__", "up", "job", "a");
    Api.Reply reply = write(up.message(2, sample(1, 1_000, 500)).message(2, sample(2, 2_000, 0)));
    assertThat(reply.status()).isEqualTo(204);
    assertThat(written(reply)).isEqualTo("200");
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      assertThat(set.labels(0)).isEqualTo(Labels.of("__name__", "up", "job", "a"));
      set.read(0, columns);
    }
    assertThat(columns.starts()[0]).isEqualTo(500);
    assertThat(columns.starts()[1]).isEqualTo(SampleColumns.NO_START);
  }

  @Test
  void storesHistogramsExemplarsAndMetadata() throws IOException {
    Message histogram =
        new Message()
            .number(1, 1)
            .real(3, 2)
            .message(11, new Message().signed(1, 1).number(2, 1))
            .packedSigned(12, 1)
            .number(15, 1_000)
            .number(17, 10);
    Message exemplar =
        new Message().packed(1, symbol("trace_id"), symbol("x")).real(2, 2).number(3, 900);
    Message metadata =
        new Message().number(1, 3).number(3, symbol("How long")).number(4, symbol("seconds"));
    Message series =
        series("__name__", "took", "job", "a")
            .message(3, histogram)
            .message(4, exemplar)
            .message(5, metadata);
    assertThat(written(write(series))).isEqualTo("011");
    assertThat(store.metadata())
        .containsEntry("took", List.of(new MetricMetadata("histogram", "How long", "seconds")));
    assertThat(store.exemplars(SeriesQuery.of()).get(0).exemplars().get(0).labels())
        .isEqualTo(Labels.of("trace_id", "x"));
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      set.read(0, columns);
    }
    assertThat(columns.histograms()[0]).isNotNull();
    assertThat(columns.starts()[0]).isEqualTo(10);
  }

  /** A few references to one long symbol must not be put together before they are counted. */
  @Test
  void refusesLabelsThatUnfoldWithoutBound() throws IOException {
    long[] refs = new long[20_000];
    Arrays.fill(refs, symbol("x".repeat(1 << 20)));
    Api.Reply reply = write(new Message().packed(1, refs).message(2, sample(1, 1_000, 0)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("The labels of a series have more than");
  }

  @Test
  void refusesHistogramsOfMoreBucketsThanAStoreTakes() throws IOException {
    Message histogram = new Message().bytes(12, new byte[(1 << 16) + 1]).number(15, 1_000);
    Api.Reply reply = write(series("__name__", "took").message(3, histogram));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("more than 65536 buckets or bounds");
  }

  @Test
  void saysMetadataAgainThatWasNotStored() throws IOException {
    Message metadata = new Message().number(1, 1).number(3, symbol("Whether it is up"));
    Message up = series("__name__", "up").message(5, metadata).message(2, sample(1, 1_000, 0));
    Message cut = new Message().packed(1, 99);
    assertThat(write(up, cut).status()).as("a reference to nothing").isEqualTo(400);
    assertThat(store.metadata()).isEmpty();
    assertThat(write(up).status()).isEqualTo(204);
    assertThat(store.metadata()).containsKey("up");
  }

  @Test
  void knowsASeriesAgainByOtherSymbolsAndByTheFirstVersion() throws IOException {
    write(series("__name__", "up", "job", "a").message(2, sample(1, 1_000, 0)));
    symbols.subList(1, symbols.size()).clear();
    symbol("other");
    write(series("job", "a", "__name__", "up").message(2, sample(2, 2_000, 0)));
    byte[] first =
        new Message()
            .message(1, Message.series("__name__", "up", "job", "a").sample(3, 3_000))
            .bytes();
    assertThat(api.write(Snappy.pack(first)).status()).isEqualTo(204);
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      assertThat(set.size()).isEqualTo(1);
      set.read(0, columns);
    }
    assertThat(columns.size()).isEqualTo(3);
  }

  @Test
  void saysWhatIsWrittenOfARequestThatIsRefusedInPart() throws IOException {
    write(series("__name__", "up").message(2, sample(1, 2_000, 0)));
    Api.Reply reply =
        write(
            series("__name__", "up").message(2, sample(9, 2_000, 0)),
            series("__name__", "new").message(2, sample(1, 2_000, 0)),
            series("job", "nameless").message(2, sample(1, 2_000, 0)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(written(reply)).isEqualTo("100");
    assertThat(reply.text()).contains("1 conflict").contains("1 invalid");
  }

  @Test
  void refusesReferencesToNothing() throws IOException {
    Api.Reply odd = write(series("__name__").message(2, sample(1, 1, 0)));
    assertThat(odd.status()).isEqualTo(400);
    assertThat(odd.text()).contains("each label takes two");
    Api.Reply beyond = write(new Message().packed(1, 1, 99).message(2, sample(1, 1, 0)));
    assertThat(beyond.status()).isEqualTo(400);
    assertThat(beyond.text()).contains("refers to symbol 99");
    assertThat(written(beyond)).isEqualTo("000");
  }

  @Test
  void refusesABodyThatIsCutAnywhere() throws IOException {
    byte[] plain = request(series("__name__", "up").message(2, sample(1, 1_000, 0)));
    int stored = 0;
    for (int length = 1; length < plain.length; length++) {
      byte[] cut = Snappy.pack(Arrays.copyOf(plain, length));
      Api.Reply reply = api.write(cut, "Content-Type", TYPE);
      stored += reply.status() == 204 ? Integer.parseInt(written(reply)) : 0;
    }
    assertThat(stored).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 204",
    "application/x-protobuf, 204",
    "application/x-protobuf;proto=prometheus.WriteRequest, 204",
    "application/x-protobuf; proto=io.prometheus.write.v2.Request, 204",
    "application/x-protobuf;proto=io.prometheus.write.v3.Request, 415",
    "application/json, 415"
  })
  void choosesTheMessageByTheContentTypeAlone(String type, int status) throws IOException {
    Api.Reply reply =
        type.isEmpty()
            ? api.write(Snappy.pack(new byte[0]))
            : api.write(Snappy.pack(new byte[0]), "Content-Type", type);
    assertThat(reply.status()).isEqualTo(status);
  }
}
