package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a server carries event streams. */
public abstract class EventStreamContract extends HttpServerContract {

  /**
   * A contract for these servers.
   *
   * @param maker makes them
   */
  protected EventStreamContract(Maker maker) {
    super(maker);
  }

  @Test
  @Tag("BR-PERF-004")
  void eventsArriveAsTheyHappen() throws IOException {
    RawClient viewer = viewer(started(HttpLimits.defaults()));
    topic.publish(ServerEvent.state("health", "{\"up\":true}"));
    assertThat(viewer.chunk()).isEqualTo("id: 1\nevent: health\ndata: {\"up\":true}\n\n");
    topic.publish(ServerEvent.once("deploy", "v2"));
    assertThat(viewer.chunk()).isEqualTo("id: 2\nevent: deploy\ndata: v2\n\n");
    topic.close();
    assertThat(viewer.chunk()).startsWith("retry: ");
    assertThat(viewer.chunk()).isEmpty();
  }

  @Test
  @Tag("BR-PERF-004")
  void aViewerThatComesBackGetsWhatItMissed() throws IOException {
    HttpServer server = started(HttpLimits.defaults());
    topic.publish(ServerEvent.once("deploy", "v1"));
    topic.publish(ServerEvent.once("deploy", "v2"));
    topic.publish(ServerEvent.state("health", "up"));
    topic.publish(ServerEvent.once("deploy", "v3"));
    RawClient back = client(server).request("GET", "/events", "Last-Event-ID: 1");

    assertThat(back.head()).startsWith("HTTP/1.1 200");
    assertThat(back.chunk()).startsWith("retry: ");
    assertThat(back.chunk()).isEqualTo("id: 2\nevent: deploy\ndata: v2\n\n");
    assertThat(back.chunk()).isEqualTo("id: 3\nevent: health\ndata: up\n\n");
    assertThat(back.chunk()).isEqualTo("id: 4\nevent: deploy\ndata: v3\n\n");
  }

  @Test
  @Tag("BR-PERF-004")
  void aClientThatHasGoneIsNoticedByTheHeartbeat() throws IOException {
    HttpServer server =
        server(
            HttpLimits.builder().stallTime(Duration.ofMillis(200)).build(),
            0,
            null,
            Duration.ofMillis(50));
    server.start();
    RawClient stays = viewer(server);
    RawClient leaves = viewer(server);
    assertThat(topic.subscribers()).isEqualTo(2);
    leaves.reset();

    assertThat(stays.chunk()).isEqualTo(":\n\n");
    eventually("the one that left is forgotten", () -> topic.subscribers() == 1);
    assertThat(stays.chunk()).isEqualTo(":\n\n");
  }

  @Test
  @Tag("BR-PERF-004")
  void aSlowViewerIsDroppedAndHarmsNobody() throws IOException {
    HttpServer server = started(HttpLimits.builder().stallTime(Duration.ofMillis(300)).build());
    RawClient quick = viewer(server);
    RawClient slow = keep(RawClient.connect(uri(server), 4 * 1024)).request("GET", "/events");
    slow.head();
    slow.chunk();
    for (int i = 0; i < 40; i++) {
      topic.publish(ServerEvent.state("big", MEBIBYTE));
      assertThat(quick.chunk()).hasSizeGreaterThan(MEBIBYTE.length());
    }
    eventually("the slow one is dropped", () -> topic.subscribers() == 1);

    assertThat(slow.closedByServer()).isTrue();
    topic.publish(ServerEvent.once("still", "here"));
    assertThat(quick.chunk()).contains("still");
  }

  @Test
  @Tag("BR-PERF-004")
  void aThousandViewersTakeNoThreadEach() throws IOException {
    HttpServer server = started(HttpLimits.builder().rate(1_000_000, 1_000_000).build());
    List<RawClient> viewers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      viewers.add(viewer(server));
    }
    assertThat(topic.subscribers()).isEqualTo(1_000);
    assertThat(threads()).hasSizeLessThan(20);
    long begin = System.nanoTime();
    topic.publish(ServerEvent.state("tick", "1"));
    for (RawClient viewer : viewers) {
      assertThat(viewer.chunk()).isEqualTo("id: 1\nevent: tick\ndata: 1\n\n");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(threads()).hasSizeLessThan(20);

    for (RawClient viewer : viewers) {
      viewer.reset();
    }
    topic.publish(ServerEvent.state("tick", "2"));
    topic.publish(ServerEvent.state("tick", "3"));
    eventually("all are forgotten", () -> topic.subscribers() == 0);
  }

  @Test
  @Tag("BR-PERF-004")
  void eventStreamsHaveTheirOwnLimit() throws IOException {
    HttpServer server = started(HttpLimits.builder().connections(3).eventStreams(5).build());
    for (int i = 0; i < 5; i++) {
      viewer(server);
    }
    Answer refused = client(server).get("/events");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).contains("\"code\":\"too-many-streams\"");
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
    assertThat(topic.subscribers()).isEqualTo(5);
  }

  @Test
  void headOfAnEventStreamEnds() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    client.request("HEAD", "/events");

    assertThat(client.read(true).headers().first("Content-Type")).contains("text/event-stream");
    assertThat(client.get("/livez").status()).isEqualTo(200);
    assertThat(topic.subscribers()).isZero();
  }
}
