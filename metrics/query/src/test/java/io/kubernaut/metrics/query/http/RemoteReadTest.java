package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Headers;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.query.internal.remote.ChunkedReader;
import io.kubernaut.metrics.query.internal.remote.Message;
import io.kubernaut.metrics.query.internal.remote.Snappy;
import io.kubernaut.metrics.query.internal.remote.SnappyBlock;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-OBS-001")
class RemoteReadTest {

  private final InMemorySeries store = InMemorySeries.create();
  private final Api api =
      new Api(PrometheusApi.over(PromQl.over(store), InstantSource.fixed(Instant.EPOCH)));

  private Api.Reply read(Message request) throws IOException {
    return api.ask("POST", "/api/v1/read", Headers.none(), Snappy.pack(request.bytes()));
  }

  private static Message query(long from, long to, int type, String name, String value) {
    return new Message()
        .number(1, from)
        .number(2, to)
        .message(3, new Message().number(1, type).text(2, name).text(3, value));
  }

  private static byte[] unpacked(Api.Reply reply) throws Exception {
    int length = SnappyBlock.length(reply.body(), 1 << 20);
    byte[] plain = new byte[length + SnappyBlock.SLACK];
    SnappyBlock.unpack(reply.body(), length, plain);
    return Arrays.copyOf(plain, length);
  }

  @Test
  void sendsTheSamplesOfTheSelectedSeries() throws Exception {
    for (long time = 1_000; time <= 4_000; time += 1_000) {
      store.add(Labels.of("__name__", "up", "job", "a"), time, 1);
      store.add(Labels.of("__name__", "up", "job", "b"), time, 1);
    }
    Api.Reply reply = read(new Message().message(1, query(2_000, 3_000, 2, "job", "a|c")));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().first("Content-Encoding")).contains("snappy");
    Message series = Message.series("__name__", "up", "job", "a").sample(1, 2_000).sample(1, 3_000);
    assertThat(unpacked(reply))
        .isEqualTo(new Message().message(1, new Message().message(1, series)).bytes());
  }

  @Test
  void sendsHistogramsWithTheirSpans() throws Exception {
    store.add(
        Labels.of("__name__", "h"),
        1_000,
        NativeHistogram.builder(1)
            .count(6)
            .sum(3)
            .zero(0.5, 1)
            .positive(new int[] {1, 2, 5}, new double[] {1, 2, 2})
            .build());
    Message histogram =
        new Message()
            .real(2, 6)
            .real(3, 3)
            .signed(4, 1)
            .real(5, 0.5)
            .real(7, 1)
            .message(11, new Message().signed(1, 1).number(2, 2))
            .message(11, new Message().signed(1, 2).number(2, 1))
            .packedReal(13, 1, 2, 2)
            .number(14, 0)
            .number(15, 1_000);
    byte[] expected =
        new Message()
            .message(
                1, new Message().message(1, Message.series("__name__", "h").message(4, histogram)))
            .bytes();
    assertThat(unpacked(read(new Message().message(1, query(0, 2_000, 0, "__name__", "h")))))
        .isEqualTo(expected);
  }

  @Test
  void answersEachQueryAlsoIfNothingIsFound() throws Exception {
    Message two =
        new Message()
            .message(1, query(0, 1, 0, "__name__", "x"))
            .message(1, query(0, 1, 1, "__name__", "x"));
    assertThat(unpacked(read(two)))
        .isEqualTo(new Message().message(1, new Message()).message(1, new Message()).bytes());
  }

  /** 0 are samples, 1 streamed chunks, all others nothing yet. */
  @ParameterizedTest
  @CsvSource({
    "'', application/x-protobuf",
    "0, application/x-protobuf",
    "0 1, application/x-protobuf",
    "7 0 1, application/x-protobuf",
    "1, application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse",
    "1 0, application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse",
    "7 1, application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse",
    "7, application/json"
  })
  void answersInTheFirstAcceptedFormItKnows(String accepted, String type) throws IOException {
    long[] types =
        Arrays.stream(accepted.split(" "))
            .filter(each -> !each.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    Message packed = new Message().message(1, query(0, 1, 0, "a", "b"));
    Message plain = new Message().message(1, query(0, 1, 0, "a", "b"));
    if (types.length > 0) {
      packed.packed(2, types);
      Arrays.stream(types).forEach(each -> plain.number(2, each));
    }
    for (Message request : List.of(packed, plain)) {
      Api.Reply reply = read(request);
      assertThat(reply.headers().first("Content-Type")).contains(type);
      assertThat(reply.status()).isEqualTo(type.endsWith("json") ? 400 : 200);
    }
  }

  @Test
  void streamsSeriesInTheOrderOfTheirLabels() throws IOException {
    for (int i = 9; i >= 0; i--) {
      for (long time = 1_000; time <= 300_000; time += 1_000) {
        store.add(Labels.of("__name__", "up", "i", Integer.toString(i)), time, (double) (i + time));
      }
    }
    Message request =
        new Message()
            .message(1, query(2_000, 3_000, 2, "i", "[37]"))
            .message(1, query(0, 500_000, 0, "__name__", "up"))
            .packed(2, 1, 0);
    Api.Reply reply = read(request);
    assertThat(reply.headers().first("Content-Encoding")).isEmpty();
    List<ChunkedReader.Frame> frames = ChunkedReader.frames(reply.body());
    Map<Labels, List<ChunkedReader.Sample>> first = ChunkedReader.series(frames, 0);
    assertThat(first.keySet())
        .containsExactly(
            Labels.of("__name__", "up", "i", "3"), Labels.of("__name__", "up", "i", "7"));
    assertThat(first.get(Labels.of("__name__", "up", "i", "7")))
        .containsExactly(sample(2_000, 2_007), sample(3_000, 3_007));
    Map<Labels, List<ChunkedReader.Sample>> second = ChunkedReader.series(frames, 1);
    assertThat(List.copyOf(second.keySet())).hasSize(10).isSorted();
    assertThat(second.values()).allSatisfy(samples -> assertThat(samples).hasSize(300));
  }

  private static ChunkedReader.Sample sample(long time, double value) {
    return new ChunkedReader.Sample(time, Double.doubleToRawLongBits(value), null);
  }

  @Test
  void refusesTooManySeriesBeforeTheFirstByte() throws IOException {
    store.add(Labels.of("__name__", "up", "i", "1"), 1, 1);
    store.add(Labels.of("__name__", "up", "i", "2"), 1, 1);
    PromQl few = PromQl.builder(store).limits(QueryLimits.defaults().withSeries(1)).build();
    Api limited = new Api(PrometheusApi.over(few, InstantSource.fixed(Instant.EPOCH)));
    byte[] request =
        new Message().message(1, query(0, 1, 0, "__name__", "up")).packed(2, 1).bytes();
    Api.Reply reply = limited.ask("POST", "/api/v1/read", Headers.none(), Snappy.pack(request));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text()).contains("more than 1 series are selected");
  }

  @Test
  void refusesWhatItCanNotRead() throws IOException {
    assertThat(read(new Message().message(1, query(0, 1, 7, "a", "b"))).status()).isEqualTo(400);
    assertThat(read(new Message().message(1, query(0, 1, 2, "a", "("))).status()).isEqualTo(400);
    assertThat(api.ask("POST", "/api/v1/read", Headers.none(), new byte[] {1}).status())
        .isEqualTo(400);
  }
}
