package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A kubelet asks, on the port that everybody else asks, from an address that everybody else has,
 * while clients do at once what each would bring a server down by.
 */
@Timeout(120)
@Tag("BR-HEALTH-001")
@Tag("BR-PERF-010")
class FloodTest {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Faster, and the test's own operating system runs out of ports before anything else. */
  private static final long PAUSE_MILLIS = 5;

  private static final long PROBING_MILLIS = 25;
  private static final int ROUNDS = 100;
  private static final int PLACES = 8;
  private static final int CONNECTIONS = 40;

  private static final byte[] LARGE = new byte[8 << 20];

  private static final HttpLimits TIGHT =
      HttpLimits.builder()
          .connections(CONNECTIONS)
          .concurrentRequests(PLACES)
          .rate(200, 200)
          .requestTime(Duration.ofMinutes(5))
          .stallTime(Duration.ofMinutes(5))
          .headTime(Duration.ofMinutes(5))
          .build();

  private final CountDownLatch hanging = new CountDownLatch(PLACES);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Map<String, LongAdder> flooded = new ConcurrentHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private Duration slowest = Duration.ZERO;
  private int port;

  @Test
  void probesAreAnsweredWithinASecondWhileEverythingElseIsUsedUp() throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    try (Kubernaut kubernaut = started()) {
      port = Web.base(kubernaut).getPort();
      fillAllPlaces(clients);
      flood(clients, "GET /half", CONNECTIONS * 3, false);
      flood(
          clients,
          "POST /take HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab",
          20,
          false);
      flood(clients, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n", 20, false);
      flood(clients, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", 1, true);
      for (int round = 0;
          !over.await(PROBING_MILLIS, TimeUnit.MILLISECONDS) && round < ROUNDS;
          round++) {
        List.of("/livez", "/readyz", "/startupz").forEach(this::probe);
      }
      release.countDown();
      over.countDown();
    } finally {
      release.countDown();
      over.countDown();
      clients.shutdownNow();
      clients.awaitTermination(10, TimeUnit.SECONDS);
    }

    assertThat(wrong).as("slowest took %s, others got %s", slowest, flooded).isEmpty();
    assertThat(flooded).as("it was a flood").containsKeys("429", "503", "sent");
  }

  private void probe(String path) {
    long begin = System.nanoTime();
    String answer = ask(path);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
    if (!answer.equals("200") || took.compareTo(PATIENCE) > 0) {
      wrong.add(path + " " + answer + " after " + took);
    }
  }

  private Kubernaut started() {
    return new KubernautBuilder("flood", new Settings(property -> null, Map.of()))
        .http(0)
        .withoutHistory()
        .httpLimits(TIGHT)
        .routes(
            "flood",
            Routes.of(
                Route.get("/hang", Permission.PUBLIC, this::hang),
                Route.get(
                    "/large", Permission.PUBLIC, request -> Response.bytes("text/plain", LARGE)),
                Route.post("/take", Permission.PUBLIC, request -> Response.text("taken"))))
        .start();
  }

  private Response hang(Request request) throws InterruptedException {
    hanging.countDown();
    release.await();
    return Response.text("hung");
  }

  private void fillAllPlaces(ExecutorService clients) throws InterruptedException {
    for (int i = 0; i < PLACES; i++) {
      clients.execute(() -> flooded(() -> ask("/hang", Duration.ofMinutes(2))));
    }
    assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private void flood(ExecutorService clients, String text, int kept, boolean read) {
    clients.execute(
        () -> {
          try {
            flood(text, kept, read);
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Sends the same again and again, on new connections, of which it keeps some open. */
  private void flood(String text, int kept, boolean read) throws InterruptedException {
    Deque<Socket> open = new ArrayDeque<>();
    while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
      while (open.size() > kept) {
        close(open.removeFirst());
      }
      flooded(
          () -> {
            Socket socket = connect();
            open.addLast(socket);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return read ? status(socket) : "sent";
          });
    }
    open.forEach(FloodTest::close);
  }

  private interface Asking {
    String ask() throws IOException;
  }

  private void flooded(Asking asking) {
    String answer;
    try {
      answer = asking.ask();
    } catch (IOException refused) {
      answer = "cut off";
    }
    flooded.computeIfAbsent(answer, ignored -> new LongAdder()).increment();
  }

  private String ask(String path) {
    try {
      return ask(path, Duration.ofSeconds(2));
    } catch (IOException refused) {
      return refused.toString();
    }
  }

  private String ask(String path, Duration patience) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout((int) patience.toMillis());
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return status(socket);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4 * 1024);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    String head = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    if (head.length() < 12) {
      throw new IOException("cut off");
    }
    return head.substring(9);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignoredAsItIsGone) {
      // It was cut off by the server already.
    }
  }
}
