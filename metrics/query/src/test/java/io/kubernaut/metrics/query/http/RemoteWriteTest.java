package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.internal.remote.Message;
import io.kubernaut.metrics.query.internal.remote.Snappy;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Remote write 1.0. */
@Tag("BR-MET-005")
@Tag("BR-OBS-001")
class RemoteWriteTest {

  private final InMemorySeries store = InMemorySeries.create();
  private final Api api = api(store, WriteLimits.DEFAULTS);

  private Api api(SeriesSink sink, WriteLimits limits) {
    return new Api(
        PrometheusApi.builder(PromQl.over(store), InstantSource.fixed(Instant.EPOCH))
            .writesTo(sink)
            .writeLimits(limits)
            .build());
  }

  private static byte[] request(Message... series) {
    Message request = new Message();
    for (Message each : series) {
      request.message(1, each);
    }
    return Snappy.pack(request.bytes());
  }

  private Api.Reply write(Message... series) throws IOException {
    return api.write(
        request(series), "Content-Encoding", "snappy", "Content-Type", "application/x-protobuf");
  }

  private String stored(String metric) {
    StringBuilder text = new StringBuilder();
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of(LabelMatcher.equal("__name__", metric)))) {
      for (int i = 0; i < set.size(); i++) {
        set.read(i, columns);
        text.append(set.labels(i)).append(':');
        for (int j = 0; j < columns.size(); j++) {
          text.append(' ').append(columns.values()[j]).append('@').append(columns.times()[j]);
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static Message up(String job) {
    return Message.series("__name__", "up", "job", job);
  }

  @Test
  void storesTheSamplesOfSeveralSeriesAndAnswers204() throws IOException {
    Api.Reply reply = write(up("a").sample(1, 1_000).sample(0, 2_000), up("b").sample(0.5, 1_000));
    assertThat(reply.status()).isEqualTo(204);
    assertThat(stored("up"))
        .isEqualTo("up{job=\"a\"}: 1.0@1000 0.0@2000\nup{job=\"b\"}: 0.5@1000\n");
  }

  @Test
  void tellsSeriesApartInWhateverOrderTheyCome() throws IOException {
    String[] jobs = {"a", "b", "ab", "a", "", "b"};
    for (int turn = 0; turn < jobs.length; turn++) {
      for (int next = 0; next < jobs.length; next++) {
        long time = turn * 1000L + next * 100L;
        write(up(jobs[turn]).sample(turn, time), up(jobs[next]).sample(next, time + 50));
      }
    }
    Map<String, Integer> samples = Map.of("a", 24, "b", 24, "ab", 12, "", 12);
    samples.forEach((job, count) -> assertThat(samplesOf(job)).as(job).isEqualTo(count));
  }

  private int samplesOf(String job) {
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of(LabelMatcher.equal("job", job)))) {
      assertThat(set.size()).isEqualTo(1);
      set.read(0, columns);
      return columns.size();
    }
  }

  @Test
  void keepsStaleMarkersToTheBit() throws IOException {
    write(up("a").sample(StaleMarker.VALUE, 1_000).sample(Double.NaN, 2_000));
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      set.read(0, columns);
    }
    assertThat(StaleMarker.is(columns.values()[0])).isTrue();
    assertThat(StaleMarker.is(columns.values()[1])).isFalse();
  }

  @Test
  void storesWhatIsGoodOfARequestAndSaysWhatIsNot() throws IOException {
    write(up("a").sample(1, 2_000));
    Api.Reply reply = write(up("a").sample(7, 2_000).sample(1, 3_000), up("b").sample(1, 1_000));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).isEqualTo("refused: 1 conflict; the first: up{job=\"a\"} at 2000\n");
    assertThat(stored("up"))
        .isEqualTo("up{job=\"a\"}: 1.0@2000 1.0@3000\nup{job=\"b\"}: 1.0@1000\n");
  }

  /** Else the newest sample would say that all others are too old to be kept. */
  @Test
  void refusesWhatLiesMoreThanTenMinutesAhead() throws IOException {
    Api.Reply reply = write(up("a").sample(1, 600_000).sample(2, 600_001), up("b").sample(3, 500));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text())
        .isEqualTo(
            "refused: 1 invalid; the first: up{job=\"a\"} at 600001 lies too far ahead. Set the clock of the sender.\n");
    assertThat(stored("up")).isEqualTo("up{job=\"a\"}: 1.0@600000\nup{job=\"b\"}: 3.0@500\n");
  }

  @Test
  void takesTheSameRequestTwice() throws IOException {
    Message[] series = {up("a").sample(1, 1_000)};
    assertThat(write(series).status()).isEqualTo(204);
    assertThat(write(series).status()).isEqualTo(204);
    assertThat(stored("up")).isEqualTo("up{job=\"a\"}: 1.0@1000\n");
  }

  @Test
  void sortsLabelsAndRefusesWhatIsNoSeries() throws IOException {
    Message unsorted = Message.series("job", "a", "__name__", "up", "empty", "").sample(1, 1);
    assertThat(write(unsorted).status()).isEqualTo(204);
    assertThat(stored("up")).isEqualTo("up{job=\"a\"}: 1.0@1\n");
    assertRefused("has no label __name__", Message.series("job", "a").sample(1, 1));
    assertRefused("given twice", Message.series("__name__", "x", "a", "1", "a", "1").sample(1, 1));
    assertRefused("has no name", Message.series("__name__", "x", "", "1").sample(1, 1));
    Message binary =
        new Message().message(1, new Message().text(1, "__name__").bytes(2, new byte[] {-1}));
    assertRefused("UTF-8", binary.sample(1, 1));
  }

  private void assertRefused(String why, Message series) throws IOException {
    Api.Reply reply = write(series);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("1 invalid").contains(why);
  }

  @Test
  void storesHistogramsOfAllKinds() throws IOException {
    Message integer =
        new Message()
            .number(1, 10)
            .real(3, 20.5)
            .signed(4, 1)
            .real(5, 0.001)
            .number(6, 2)
            .message(8, new Message().signed(1, -1).number(2, 1))
            .packedSigned(9, 3)
            .message(11, new Message().signed(1, 0).number(2, 2))
            .message(11, new Message().signed(1, 1).number(2, 1))
            .packedSigned(12, 1, 1, -1)
            .number(14, 2)
            .number(15, 1_000);
    Message custom =
        new Message()
            .real(2, 4)
            .real(3, 9)
            .signed(4, -53)
            .message(11, new Message().signed(1, 0).number(2, 2))
            .packedReal(13, 1, 3)
            .number(15, 2_000)
            .packedReal(16, 0.5, 1);
    assertThat(write(up("h").message(4, integer).message(4, custom)).status()).isEqualTo(204);
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      set.read(0, columns);
    }
    assertThat(columns.histograms()[0])
        .isEqualTo(
            NativeHistogram.builder(1)
                .hint(NativeHistogram.ResetHint.NOT_RESET)
                .count(10)
                .sum(20.5)
                .zero(0.001, 2)
                .negative(new int[] {-1}, new double[] {3})
                .positive(new int[] {0, 1, 3}, new double[] {1, 2, 1})
                .build());
    assertThat(columns.histograms()[1])
        .isEqualTo(
            NativeHistogram.builder(NativeHistogram.CUSTOM_SCHEMA)
                .count(4)
                .sum(9)
                .positive(new int[] {0, 1}, new double[] {1, 3})
                .bounds(0.5, 1)
                .build());
  }

  @Test
  void refusesHistogramsThatMakeNoSense() throws IOException {
    Message spans =
        new Message().message(11, new Message().number(2, 1L << 31)).packedSigned(12, 1);
    Message schema = new Message().signed(4, 99);
    Message negative = new Message().message(11, new Message().number(2, 1)).packedSigned(12, -1);
    Message bounds = new Message().signed(4, -53).packedReal(16, 2, 1);
    for (Message each : List.of(spans, schema, negative, bounds)) {
      assertRefused("malformed histogram", up("h").message(4, each.number(15, 1)));
    }
  }

  @Test
  void storesExemplarsAndMetadata() throws IOException {
    Message exemplar =
        new Message().message(1, Message.label("trace_id", "x")).real(2, 0.5).number(3, 1_000);
    Message metadata =
        new Message().number(1, 1).text(2, "up").text(4, "Whether it is up").text(5, "s");
    byte[] body =
        new Message()
            .message(1, up("a").sample(1, 1_000).message(3, exemplar))
            .message(3, metadata)
            .bytes();
    assertThat(api.write(Snappy.pack(body)).status()).isEqualTo(204);
    assertThat(store.metadata())
        .containsEntry("up", List.of(new MetricMetadata("counter", "Whether it is up", "s")));
    assertThat(store.exemplars(SeriesQuery.of()).get(0).exemplars().get(0).labels())
        .isEqualTo(Labels.of("trace_id", "x"));
  }

  @Test
  void refusesABodyThatIsCutAnywhereAndStoresNothingOfIt() throws IOException {
    byte[] plain = new Message().message(1, up("a").sample(1, 1_000)).bytes();
    for (int length = 1; length < plain.length; length++) {
      Api.Reply reply = api.write(Snappy.pack(Arrays.copyOf(plain, length)));
      assertThat(reply.status()).as("cut at %d", length).isEqualTo(400);
    }
    assertThat(api.write(new byte[] {1, 2, 3}).status()).isEqualTo(400);
    assertThat(stored("up")).isEmpty();
  }

  @Test
  void refusesABodyThatIsTooLongWhenUnpacked() throws IOException {
    Api small = api(store, new WriteLimits(1 << 10, 1, 10, 10, 100));
    Api.Reply reply = small.write(Snappy.pack(new byte[2_000]));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("at most 1024 are allowed");
  }

  @Test
  void refusesOtherEncodings() throws IOException {
    assertThat(api.write(request(), "Content-Encoding", "gzip").status()).isEqualTo(415);
  }

  @Test
  void answers500WhenItCouldNotBeStored() throws IOException {
    SeriesSink broken = () -> new BrokenAppender(store.appender());
    Api failing = api(broken, WriteLimits.DEFAULTS);
    assertThat(failing.write(request(up("a").sample(1, 1))).status()).isEqualTo(500);
  }

  @Test
  void refusesSeriesBeyondTheLimitOfTheStore() throws IOException {
    InMemorySeries tiny = InMemorySeries.create(1);
    Api.Reply reply =
        api(tiny, WriteLimits.DEFAULTS).write(request(up("a").sample(1, 1), up("b").sample(1, 1)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("too many series").contains("up{job=\"b\"}");
  }

  @Test
  void asksForASeriesAgainThatTheStoreHasForgotten() throws IOException {
    write(up("a").sample(1, 1_000), up("b").sample(1, 1_000));
    store.clear();
    assertThat(write(up("b").sample(2, 2_000), up("a").sample(3, 2_000)).status()).isEqualTo(204);
    assertThat(stored("up")).contains("up{job=\"a\"}: 3.0@2000\n", "up{job=\"b\"}: 2.0@2000\n");
  }

  @Test
  void remembersOnlySoManySeries() throws IOException {
    Api few = api(store, new WriteLimits(1 << 20, 1, 2, 10, 100));
    for (int turn = 0; turn < 3; turn++) {
      for (String job : List.of("a", "b", "c", "d")) {
        assertThat(few.write(request(up(job).sample(turn, turn + 1))).status()).isEqualTo(204);
      }
    }
    assertThat(samplesOf("d")).isEqualTo(3);
  }

  /** Fails when it comes to the disk. */
  private record BrokenAppender(Appender inner) implements Appender {
    @Override
    public long series(Labels labels) {
      return inner.series(labels);
    }

    @Override
    public Outcome append(long series, long time, double value, long start) {
      return inner.append(series, time, value, start);
    }

    @Override
    public Outcome append(long series, long time, NativeHistogram value, long start) {
      return inner.append(series, time, value, start);
    }

    @Override
    public Outcome exemplar(long series, io.kubernaut.metrics.store.Exemplar exemplar) {
      return inner.exemplar(series, exemplar);
    }

    @Override
    public void metadata(String metric, MetricMetadata metadata) {
      inner.metadata(metric, metadata);
    }

    @Override
    public void commit() throws IOException {
      throw new IOException("disk full");
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
