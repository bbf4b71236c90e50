package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-PERF-004")
class EventTopicTest {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration STALL = Duration.ofSeconds(10);

  private final EventTopic topic = EventTopic.named("test", Duration.ofSeconds(3));

  /** Takes everything at once, within the call. */
  private static final class QuickClient implements EventSink {
    final StringBuilder received = new StringBuilder();
    final List<ByteBuffer> frames = new ArrayList<>();
    volatile boolean ended;
    volatile boolean aborted;

    @Override
    public void send(ByteBuffer frame, Outcome outcome) {
      frames.add(frame.duplicate());
      received.append(StandardCharsets.UTF_8.decode(frame));
      outcome.sent();
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }

  /** Takes the next frame only when it is told to. */
  private static final class SlowClient implements EventSink {
    final StringBuilder received = new StringBuilder();
    EventSink.@Nullable Outcome underWay;
    boolean ended;
    boolean aborted;

    @Override
    public void send(ByteBuffer frame, Outcome outcome) {
      assertThat(underWay).as("two frames under way").isNull();
      received.append(StandardCharsets.UTF_8.decode(frame));
      underWay = outcome;
    }

    void take() {
      Outcome outcome = underWay;
      underWay = null;
      assertThat(outcome).isNotNull();
      outcome.sent();
    }

    void takeAll() {
      while (underWay != null) {
        take();
      }
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }

  @Test
  void aFrameIsWhatBrowsersRead() {
    QuickClient client = new QuickClient();
    topic.subscribe(client);
    topic.publish(ServerEvent.once("note", "one\ntwo\r\nthree"));
    topic.publish(ServerEvent.once("empty", ""));

    assertThat(client.received.toString())
        .isEqualTo(
            """
            retry: 3000

            id: 1
            event: note
            data: one
            data: two
            data: three

            id: 2
            event: empty
            data:\s

            """);
  }

  @Test
  void anEventNameCannotBreakTheFrame() {
    assertThatThrownBy(() -> ServerEvent.once("a\nb", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid event name");
  }

  @Test
  void allClientsShareTheBytes() {
    QuickClient one = new QuickClient();
    QuickClient two = new QuickClient();
    topic.subscribe(one);
    topic.subscribe(two);
    topic.publish(ServerEvent.state("x", "1"));

    assertThat(one.frames.get(1).isReadOnly()).isTrue();
    assertThat(one.frames.get(1)).isEqualTo(two.frames.get(1));
    assertThat(one.received.toString()).isEqualTo(two.received.toString());
  }

  @Test
  void aNewClientFirstGetsTheLatestStates() {
    topic.publish(ServerEvent.state("cpu", "1"));
    topic.publish(ServerEvent.once("deploy", "v2"));
    topic.publish(ServerEvent.state("health", "up"));
    topic.publish(ServerEvent.state("cpu", "2"));
    QuickClient client = new QuickClient();
    topic.subscribe(client);

    assertThat(client.received.toString())
        .isEqualTo(
            "retry: 3000\n\nid: 3\nevent: health\ndata: up\n\nid: 4\nevent: cpu\ndata: 2\n\n");
  }

  @Test
  void aSlowClientGetsTheNewestStateAndEveryEventThatCounts() {
    SlowClient client = new SlowClient();
    topic.subscribe(client);
    for (int i = 0; i < 1_000; i++) {
      topic.publish(ServerEvent.state("cpu", Integer.toString(i)));
    }
    topic.publish(ServerEvent.once("deploy", "v2"));
    topic.publish(ServerEvent.state("cpu", "last"));
    client.takeAll();

    assertThat(client.received.toString())
        .isEqualTo(
            "retry: 3000\n\nid: 1001\nevent: deploy\ndata: v2\n\nid: 1002\nevent: cpu\ndata: last\n\n");
    assertThat(topic.dropped()).isZero();
  }

  @Test
  void aFullMailboxDropsTheOldestAndCounts() {
    SlowClient slow = new SlowClient();
    QuickClient quick = new QuickClient();
    EventSubscription subscription = topic.subscribe(slow);
    topic.subscribe(quick);
    int published = EventTopic.MAILBOX + 50;
    for (int i = 1; i <= published; i++) {
      topic.publish(ServerEvent.once("e", "<" + i + ">"));
    }

    assertThat(subscription.waiting()).isEqualTo(EventTopic.MAILBOX);
    assertThat(topic.dropped()).isEqualTo(50);
    slow.takeAll();
    assertThat(slow.received).doesNotContain("<50>").contains("<51>", "<" + published + ">");
    assertThat(quick.received).contains("<1>", "<50>", "<" + published + ">");
  }

  @Test
  void aClientThatIsGoneIsForgotten() {
    SlowClient client = new SlowClient();
    topic.subscribe(client);
    assertThat(topic.subscribers()).isEqualTo(1);
    EventSink.Outcome outcome = client.underWay;
    assertThat(outcome).isNotNull();
    outcome.failed();

    assertThat(topic.subscribers()).isZero();
    assertThat(client.aborted).isTrue();
    topic.publish(ServerEvent.state("x", "1"));
    assertThat(client.received.toString()).isEqualTo("retry: 3000\n\n");
  }

  @Test
  void aClientThatTakesNothingIsDroppedAfterItsTime() {
    SlowClient client = new SlowClient();
    EventSubscription subscription = topic.subscribe(client);
    long start = Long.MAX_VALUE - 1;
    subscription.watch(start, HEARTBEAT, STALL);
    subscription.watch(start + STALL.toNanos() - 1, HEARTBEAT, STALL);
    assertThat(client.aborted).isFalse();
    subscription.watch(start + STALL.toNanos(), HEARTBEAT, STALL);

    assertThat(client.aborted).isTrue();
    assertThat(topic.subscribers()).isZero();
  }

  @Test
  void aSilentStreamGetsASignOfLife() {
    QuickClient client = new QuickClient();
    EventSubscription subscription = topic.subscribe(client);
    subscription.watch(0, HEARTBEAT, STALL);
    subscription.watch(HEARTBEAT.toNanos() - 1, HEARTBEAT, STALL);
    assertThat(client.received.toString()).isEqualTo("retry: 3000\n\n");
    subscription.watch(HEARTBEAT.toNanos(), HEARTBEAT, STALL);
    subscription.watch(HEARTBEAT.toNanos() + 1, HEARTBEAT, STALL);

    assertThat(client.received.toString()).isEqualTo("retry: 3000\n\n:\n\n");
    assertThat(client.aborted).isFalse();
  }

  @Test
  void closingSendsWhatWaitsAndSpreadsTheReturn() {
    List<SlowClient> clients = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      clients.add(new SlowClient());
      topic.subscribe(clients.get(i));
    }
    topic.publish(ServerEvent.once("last", "words"));
    topic.close();
    topic.publish(ServerEvent.once("after", "the end"));
    clients.forEach(client -> assertThat(client.ended).isFalse());
    clients.forEach(SlowClient::takeAll);

    assertThat(clients).allMatch(client -> client.ended && !client.aborted);
    assertThat(clients)
        .allSatisfy(
            client ->
                assertThat(client.received.toString())
                    .matches("(?s)retry: 3000\n\n.*words\n\nretry: \\d+\n\n")
                    .doesNotContain("after"));
    assertThat(clients.stream().map(client -> client.received.toString()).distinct()).hasSize(16);
    assertThat(topic.subscribers()).isZero();
    topic.close();
  }

  @Test
  void whoComesTooLateIsSentAwayAtOnce() {
    topic.close();
    QuickClient client = new QuickClient();
    topic.subscribe(client);

    assertThat(client.ended).isTrue();
    assertThat(topic.subscribers()).isZero();
  }

  @Test
  void keepsNoMoreStatesThanItsBound() {
    for (int i = 0; i < 1_000; i++) {
      topic.publish(ServerEvent.state("state-" + i, ""));
    }
    QuickClient client = new QuickClient();
    topic.subscribe(client);

    assertThat(client.frames).hasSize(1 + EventTopic.MOST_STATES);
  }

  @Test
  void aClientThatIsQuickMayTakeAnyNumberOfEventsWithoutDeepRecursion() {
    QuickClient client = new QuickClient();
    EventSubscription subscription = topic.subscribe(client);
    for (int i = 0; i < 100_000; i++) {
      topic.publish(ServerEvent.once("e", "x"));
    }

    assertThat(client.frames).hasSize(100_001);
    assertThat(subscription.waiting()).isZero();
  }

  /** Several publishers, a client that takes frames on another thread: order and number hold. */
  @Test
  void framesOfSeveralPublishersArriveOnceAndInOrder() throws InterruptedException {
    ExecutorService network = Executors.newSingleThreadExecutor();
    CountDownLatch ended = new CountDownLatch(1);
    StringBuilder received = new StringBuilder();
    EventSink client =
        new EventSink() {
          @Override
          public void send(ByteBuffer frame, Outcome outcome) {
            received.append(StandardCharsets.UTF_8.decode(frame));
            network.execute(outcome::sent);
          }

          @Override
          public void end() {
            ended.countDown();
          }

          @Override
          public void abort() {
            received.append("ABORTED");
          }
        };
    topic.subscribe(client);
    List<Thread> publishers = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      Thread publisher =
          new Thread(
              () -> {
                for (int i = 0; i < 500; i++) {
                  topic.publish(ServerEvent.once("e", "x"));
                }
              });
      publishers.add(publisher);
      publisher.start();
    }
    for (Thread publisher : publishers) {
      publisher.join();
    }
    topic.close();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    network.shutdownNow();
    List<Long> ids =
        received
            .toString()
            .lines()
            .filter(line -> line.startsWith("id: "))
            .map(line -> Long.valueOf(line.substring(4)))
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids.size() + topic.dropped()).isEqualTo(2_000);
    assertThat(received.toString()).doesNotContain("ABORTED");
  }
}
