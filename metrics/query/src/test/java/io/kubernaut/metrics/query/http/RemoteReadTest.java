package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Headers;
import io.kubernaut.metrics.query.PromQl;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  @Test
  void offersSamplesOnly() throws IOException {
    Message both = new Message().message(1, query(0, 1, 0, "a", "b")).packed(2, 1, 0);
    assertThat(read(both).status()).isEqualTo(200);
    Message chunks = new Message().message(1, query(0, 1, 0, "a", "b")).packed(2, 1);
    assertThat(read(chunks).status()).isEqualTo(400);
  }

  @Test
  void refusesWhatItCanNotRead() throws IOException {
    assertThat(read(new Message().message(1, query(0, 1, 7, "a", "b"))).status()).isEqualTo(400);
    assertThat(read(new Message().message(1, query(0, 1, 2, "a", "("))).status()).isEqualTo(400);
    assertThat(api.ask("POST", "/api/v1/read", Headers.none(), new byte[] {1}).status())
        .isEqualTo(400);
  }
}
