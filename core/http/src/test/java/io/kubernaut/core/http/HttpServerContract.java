package io.kubernaut.core.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.HttpServer.Binding;
import io.kubernaut.core.http.RawClient.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link HttpServer} must do. An implementation extends this and makes servers. */
@Timeout(60)
public abstract class HttpServerContract {

  /** With which the names of all threads of the servers under test begin. */
  protected static final String NAME = "contract-http";

  private static final Permission READ = Permission.of("test:read");
  private static final String MEBIBYTE = "x".repeat(1024 * 1024);

  private final List<AutoCloseable> resources = new ArrayList<>();
  private final EventTopic topic = EventTopic.named("test");
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final BlockingQueue<String> observed = new LinkedBlockingQueue<>();

  /**
   * Makes a server on the loopback address that is off, and called {@link #NAME}.
   *
   * @param port the port, or 0 for a free one
   * @param retry the pause between two tries to have the port, or null not to try again
   * @param heartbeat how long an event stream may be silent
   */
  protected abstract HttpServer create(
      Router router, int port, @Nullable Duration retry, Duration heartbeat);

  @AfterEach
  void closeAll() throws Exception {
    release.countDown();
    topic.close();
    for (AutoCloseable resource : resources) {
      resource.close();
    }
  }

  // Life

  @Test
  void isOffUntilStartedAndThenOnLoopback() {
    HttpServer server = server(HttpLimits.defaults());
    assertThat(server.binding()).isEqualTo(new Binding.Off());
    assertThat(server.uri()).isEmpty();

    Binding binding = server.start();

    assertThat(binding).isInstanceOf(Binding.Listening.class).isEqualTo(server.binding());
    assertThat(server.uri())
        .hasValueSatisfying(uri -> assertThat(uri.getHost()).isEqualTo("127.0.0.1"));
    assertThat(server.start()).isEqualTo(binding);
  }

  @Test
  @Tag("BR-REL-003")
  void aPortInUseIsAnOutcomeAndNotAnException() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpServer server =
          keep(
              create(
                  router(HttpLimits.defaults()),
                  taken.getLocalPort(),
                  null,
                  Duration.ofSeconds(15)));

      assertThat(server.start())
          .isInstanceOfSatisfying(
              Binding.Unavailable.class,
              unavailable -> {
                assertThat(unavailable.wanted().getPort()).isEqualTo(taken.getLocalPort());
                assertThat(unavailable.reason()).isNotBlank();
                assertThat(unavailable.retrying()).isFalse();
              });
      assertThat(server.uri()).isEmpty();
      assertThat(server.stop(Duration.ZERO)).isTrue();
      assertNoThreadIsLeft();
    }
  }

  @Test
  @Tag("BR-REL-003")
  void triesAgainUntilThePortIsFree() throws IOException {
    HttpServer server;
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      server =
          keep(
              create(
                  router(HttpLimits.defaults()),
                  port,
                  Duration.ofMillis(20),
                  Duration.ofSeconds(15)));
      assertThat(server.start())
          .isInstanceOfSatisfying(
              Binding.Unavailable.class,
              unavailable -> assertThat(unavailable.retrying()).isTrue());
    }
    eventually("it listens", () -> server.uri().isPresent());

    assertThat(server.uri()).hasValueSatisfying(uri -> assertThat(uri.getPort()).isEqualTo(port));
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
  }

  @Test
  void isStartedOnceAndStoppedAnyNumberOfTimes() {
    HttpServer server = server(HttpLimits.defaults());
    server.start();

    assertThat(server.stop(Duration.ofSeconds(1))).isTrue();
    assertThat(server.stop(Duration.ofSeconds(1))).isTrue();
    server.close();
    assertThat(server.binding()).isEqualTo(new Binding.Off());
    assertThatThrownBy(server::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("A server is started once: build another.");
  }

  @Test
  void canBeStoppedWithoutHavingBeenStarted() {
    assertThat(server(HttpLimits.defaults()).stop(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  @Tag("BR-REL-003")
  void leavesNoThreadAndChangesNothingJvmWide() throws IOException {
    Map<Object, Object> properties = new HashMap<>(System.getProperties());
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    for (int i = 0; i < 5; i++) {
      HttpServer server = started(HttpLimits.defaults());
      try (RawClient client = RawClient.connect(uri(server))) {
        client.get("/hello/x");
        client.get("/stream?size=1");
        client.request("GET", "/events").head();
        assertThat(threads())
            .allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue())
            .isNotEmpty();
      }
      server.stop(Duration.ofSeconds(2));
      assertNoThreadIsLeft();
    }
    assertThat(System.getProperties()).isEqualTo(properties);
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
  }

  @Test
  void twoServersDoNotMeet() throws IOException {
    HttpServer one = started(HttpLimits.defaults());
    HttpServer two = started(HttpLimits.defaults());
    one.stop(Duration.ZERO);

    assertThat(client(two).get("/livez").status()).isEqualTo(200);
    assertThat(uri(two)).isNotNull();
  }

  // Draining

  @Test
  @Tag("BR-REL-003")
  void letsRequestsFinishWhenItStops() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    RawClient busy = client(server).request("GET", "/wait");
    RawClient idle = client(server);
    idle.get("/livez");
    assertThat(entered.await(10, SECONDS)).isTrue();

    CompletableFuture<Boolean> stopping =
        CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
    assertThat(idle.closedByServer()).isTrue();
    assertThat(stopping).isNotDone();
    release.countDown();

    Answer answer = busy.read();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("waited");
    assertThat(stopping.get(20, SECONDS)).isTrue();
    assertNoThreadIsLeft();
    assertThatThrownBy(() -> client(server)).isInstanceOf(IOException.class);
  }

  @Test
  @Tag("BR-REL-003")
  void refusesRequestsThatComeWhileItStops() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    RawClient busy = client(server).request("GET", "/wait");
    assertThat(entered.await(10, SECONDS)).isTrue();
    RawClient late = client(server).send("GET /hello/x HTTP/1.1\r\n");
    RawClient idle = client(server);
    for (int i = 0; i < 20; i++) {
      // Each answer is one more round of the server over all connections.
      idle.get("/livez");
    }
    CompletableFuture<Boolean> stopping =
        CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
    assertThat(idle.closedByServer()).isTrue();

    Answer refused = late.send("Host: localhost\r\n\r\n").read();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().first("Connection")).contains("close");
    assertThat(refused.headers().first("Retry-After")).contains("1");
    assertThat(refused.body()).contains("\"code\":\"stopping\"");
    assertThat(late.closedByServer()).isTrue();
    release.countDown();
    assertThat(busy.read().headers().first("Connection")).contains("close");
    assertThat(stopping.get(20, SECONDS)).isTrue();
  }

  @Test
  @Tag("BR-REL-003")
  void cutsOffWhatDoesNotFinishWithinTheBudget() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    RawClient stuck = client(server).request("GET", "/wait");
    assertThat(entered.await(10, SECONDS)).isTrue();
    long begin = System.nanoTime();

    assertThat(server.stop(Duration.ofMillis(100))).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(stuck.closedByServer()).isTrue();
    assertNoThreadIsLeft();
  }

  @Test
  @Tag("BR-PERF-004")
  void tellsEventStreamsWhenToComeBackAndEndsThem() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    List<RawClient> viewers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      viewers.add(viewer(server));
    }
    long begin = System.nanoTime();
    assertThat(server.stop(Duration.ofSeconds(10))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

    for (RawClient viewer : viewers) {
      assertThat(viewer.chunk()).matches("retry: \\d+\n\n");
      assertThat(viewer.chunk()).isEmpty();
      assertThat(viewer.closedByServer()).isTrue();
    }
    assertThat(topic.subscribers()).isZero();
  }

  // Answers

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/livez",
        "/hello/x",
        "/stream?size=3",
        "/stream?size=100",
        "/gzip",
        "/nope",
        "/boom"
      })
  @Tag("BR-MET-012")
  void headIsGetWithoutTheBody(String target) throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    Answer get = client.get(target, "Accept-Encoding: gzip");
    client.request("HEAD", target, "Accept-Encoding: gzip");
    Answer head = client.read(true);

    assertThat(head.status()).isEqualTo(get.status());
    assertThat(withoutChanging(head.headers())).isEqualTo(withoutChanging(get.headers()));
    if (head.headers().has("Content-Length") && !target.equals("/boom")) {
      assertThat(head.headers().first("Content-Length"))
          .contains(Integer.toString(get.body().length()));
    }
    assertThat(client.get("/livez").body()).as("the connection goes on").isEqualTo("ok\n");
  }

  private static Map<String, String> withoutChanging(Headers headers) {
    Map<String, String> kept = new HashMap<>();
    headers.forEach(kept::put);
    kept.keySet().removeAll(List.of("Date", "Content-Length", "Transfer-Encoding", "X-Request-Id"));
    return kept;
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      requests.append("GET /hello/").append(i).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    client.send(requests.toString());

    for (int i = 0; i < 50; i++) {
      assertThat(client.read().body()).isEqualTo("hello " + i);
    }
  }

  @Test
  void streamsABodyThatIsLongerThanAnyBuffer() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));

    assertThat(client.get("/stream?size=8192").body()).hasSize(8 * 1024 * 1024);
    assertThat(client.get("/bytes?size=8192").body()).hasSize(8 * 1024 * 1024);
    assertThat(client.get("/livez").status()).isEqualTo(200);
  }

  @Test
  void aStreamThatFailsBeforeItsFirstBytesIsAProblem() throws IOException {
    Answer answer = client(started(HttpLimits.defaults())).get("/fail?after=10");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.headers().first("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"internal\"").doesNotContain("xxxx");
  }

  @Test
  void aStreamThatFailsLaterIsNotTakenForWhole() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));

    assertThatThrownBy(() -> client.get("/fail?after=1000000")).isInstanceOf(EOFException.class);
  }

  @Test
  void readsBodiesOfKnownAndUnknownLength() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
    assertThat(client.read().body()).isEqualTo("hello");
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nfoo\r\n3\r\nbar\r\n0\r\n\r\n");
    assertThat(client.read().body()).isEqualTo("foobar");
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(client.read().body()).isEmpty();
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 100");
    assertThat(client.send("ok").read().body()).isEqualTo("ok");
  }

  @Test
  @Tag("BR-MET-012")
  void tellsTheObserverOfEveryExchange() throws Exception {
    RawClient client = client(started(HttpLimits.defaults()));
    client.get("/hello/x");
    assertThat(observed.poll(10, SECONDS)).isEqualTo("GET /hello/{name} 200 7");
    client.get("/stream?size=100");
    assertThat(observed.poll(10, SECONDS)).isEqualTo("GET /stream 200 102400");
    client.get("/nope");
    assertThat(observed.poll(10, SECONDS)).startsWith("GET unmatched 404 ");
    client.send("bad\r\n\r\n");
    assertThat(observed.poll(10, SECONDS)).startsWith("OTHER unmatched 400 ");
  }

  @Test
  void everyAnswerNamesItsRequest() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));

    assertThat(id(client.get("/id", "X-Request-Id: order-42.a_b"))).isEqualTo("order-42.a_b");
    Answer own = client.get("/id", "X-Request-Id: <script>");
    assertThat(id(own)).matches("[0-9a-z]+-[0-9a-z]+").isEqualTo(own.body());
    assertThat(id(client.get("/nope"))).isNotEmpty().isNotEqualTo(id(own));
    assertThat(id(client.send("bad\r\n\r\n").read())).isNotEmpty();
  }

  private static String id(Answer answer) {
    return answer.headers().joined("X-Request-Id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET     | /nope    |                            | 404 | not-found",
        "GET     | /echo    |                            | 405 | method-not-allowed",
        "DELETE  | /hello/x |                            | 405 | method-not-allowed",
        "GET     | /        | Accept: image/png          | 406 | not-acceptable",
        "POST    | /json    | Content-Type: text/plain   | 415 | unsupported-type",
        "POST    | /json    |                            | 415 | unsupported-type",
        "POST    | /echo    | Origin: http://evil.example | 403 | cross-origin"
      })
  void refusesWhatARouteDoesNotDo(
      String method, String target, @Nullable String header, int status, String code)
      throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    Answer answer =
        client
            .request(method, target, header == null ? new String[0] : new String[] {header})
            .read();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().has("Allow")).isEqualTo(status == 405);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
    assertThat(client.get("/livez").status()).as("the connection goes on").isEqualTo(200);
  }

  @Test
  void saysWhichMethodsAPathHas() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));

    assertThat(client.request("OPTIONS", "/hello/x").read().headers().first("Allow"))
        .contains("GET, HEAD, OPTIONS");
    assertThat(client.request("TRACE", "/echo").read().headers().first("Allow"))
        .contains("POST, OPTIONS");
  }

  // Grammar: each of these once got past some server

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no Host               | GET /livez HTTP/1.1~~                                                              | 400",
        "two Hosts             | GET /livez HTTP/1.1~Host: localhost~Host: localhost~~                              | 400",
        "empty Host            | GET /livez HTTP/1.1~Host: ~~                                                       | 400",
        "foreign Host          | GET /livez HTTP/1.1~Host: evil.example~~                                           | 421",
        "bad Host              | GET /livez HTTP/1.1~Host: local host~~                                             | 400",
        "length and chunks     | POST /echo HTTP/1.1~Host: localhost~Content-Length: 3~Transfer-Encoding: chunked~~0~~ | 400",
        "chunks and length     | POST /echo HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~Content-Length: 3~~0~~ | 400",
        "two lengths           | POST /echo HTTP/1.1~Host: localhost~Content-Length: 3~Content-Length: 4~~abcd      | 400",
        "list of lengths       | POST /echo HTTP/1.1~Host: localhost~Content-Length: 3, 3~~abc                      | 400",
        "signed length         | POST /echo HTTP/1.1~Host: localhost~Content-Length: +3~~abc                        | 400",
        "negative length       | POST /echo HTTP/1.1~Host: localhost~Content-Length: -3~~abc                        | 400",
        "huge length           | POST /echo HTTP/1.1~Host: localhost~Content-Length: 99999999999999999999~~abc      | 400",
        "unknown coding        | POST /echo HTTP/1.1~Host: localhost~Transfer-Encoding: xchunked~~0~~               | 400",
        "chunked not last      | POST /echo HTTP/1.1~Host: localhost~Transfer-Encoding: chunked, gzip~~0~~          | 400",
        "bad chunk size        | POST /echo HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~~zz~abc~0~~         | 400",
        "space before colon    | GET /livez HTTP/1.1~Host : localhost~~                                             | 400",
        "folded header         | GET /livez HTTP/1.1~Host: localhost~X-A: 1~ 2~~                                    | 400",
        "header without colon  | GET /livez HTTP/1.1~Host: localhost~nonsense~~                                     | 400",
        "NUL in a header       | GET /livez HTTP/1.1~Host: localhost~X-A: a^b~~                                     | 400",
        "version 9.9           | GET /livez HTTP/9.9~Host: localhost~~                                              | 400 505",
        "version 2.0           | GET /livez HTTP/2.0~Host: localhost~~                                              | 400 426 505",
        "HTTP/2 preface        | PRI * HTTP/2.0~~SM~~                                                               | 400 426 505",
        "no version            | GET /livez~Host: localhost~~                                                       | 400 426 505",
        "small letters         | get /livez HTTP/1.1~Host: localhost~~                                              | 501",
        "unknown method        | BREW /livez HTTP/1.1~Host: localhost~~                                             | 501",
        "TRACE                 | TRACE /livez HTTP/1.1~Host: localhost~~                                            | 405",
        "CONNECT               | CONNECT localhost:80 HTTP/1.1~Host: localhost:80~~                                 | 405",
        "NUL in the path       | GET /livez%00 HTTP/1.1~Host: localhost~~                                           | 400",
        "dots                  | GET /a/../livez HTTP/1.1~Host: localhost~~                                         | 400",
        "escaped dots          | GET /a/%2e%2e/livez HTTP/1.1~Host: localhost~~                                     | 400",
        "two slashes           | GET //livez HTTP/1.1~Host: localhost~~                                             | 400",
        "escaped slash         | GET /%2flivez HTTP/1.1~Host: localhost~~                                           | 400",
        "backslash             | GET /a\\livez HTTP/1.1~Host: localhost~~                                           | 400",
        "escaped backslash     | GET /a%5clivez HTTP/1.1~Host: localhost~~                                          | 400",
        "overlong dots         | GET /%c0%ae%c0%ae/livez HTTP/1.1~Host: localhost~~                                 | 400",
        "fragment              | GET /livez#x HTTP/1.1~Host: localhost~~                                            | 400",
        "space in the target   | GET /li vez HTTP/1.1~Host: localhost~~                                             | 400",
        "no slash              | GET livez HTTP/1.1~Host: localhost~~                                               | 400",
        "foreign absolute form | GET http://evil.example/livez HTTP/1.1~Host: localhost~~                           | 400 421",
        "evil absolute form    | GET http://evil.example/livez HTTP/1.1~Host: evil.example~~                        | 400 421",
        "user in the target    | GET http://localhost@evil.example/livez HTTP/1.1~Host: localhost~~                 | 400 421",
        "unknown expectation   | GET /livez HTTP/1.1~Host: localhost~Expect: coffee~~                               | 417"
      })
  @Tag("BR-SEC-003")
  void refusesWhatBreaksTheGrammar(String name, String request, String statuses)
      throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    client.send(request.replace("~", "\r\n").replace('^', '\0'));
    Answer answer = client.read();

    assertThat(statuses.split(" ", -1)).as(name).contains(Integer.toString(answer.status()));
    assertThat(answer.headers().first("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().first("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().has("Server")).isFalse();
    assertThat(answer.body()).contains("\"code\":\"").doesNotContain("evil", "Exception", "jetty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /livez HTTP/1.1\nHost: localhost\n\n",
        "GET /livez HTTP/1.1\r\nHost: localhost\n\r\n"
      })
  @Tag("BR-SEC-003")
  void aBareLineFeedEndsNoLine(String request) throws IOException {
    RawClient client =
        client(started(HttpLimits.builder().headTime(Duration.ofMillis(200)).build()));
    client.send(request);

    assertThat(client.read().status()).isEqualTo(400);
    assertThat(client.closedByServer()).isTrue();
  }

  @Test
  void answersTheAsteriskAndTheAbsoluteForm() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));

    assertThat(client.request("OPTIONS", "*").read().status()).isEqualTo(204);
    assertThat(
            client
                .send("GET http://localhost/hello/x HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .read()
                .body())
        .isEqualTo("hello x");
  }

  @Test
  void anOldClientGetsItsAnswerAndTheEnd() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    client.send("GET /livez HTTP/1.0\r\nHost: localhost\r\n\r\n");

    assertThat(client.read().body()).isEqualTo("ok\n");
    assertThat(client.closedByServer()).isTrue();
  }

  // Limits of size

  @Test
  @Tag("BR-SEC-003")
  void headersHaveALimit() throws IOException {
    HttpServer server =
        started(HttpLimits.builder().headerBytes(4 * 1024).targetLength(1_000).build());
    String[] headers = new String[300];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = "X-Header-" + i + ": " + "v".repeat(20);
    }

    Answer many = client(server).get("/livez", headers);
    assertThat(many.status()).isEqualTo(431);
    assertThat(many.body()).contains("\"code\":\"headers-too-large\"");
    Answer target = client(server).get("/hello/" + "a".repeat(994));
    assertThat(target.status()).isEqualTo(414);
    assertThat(target.body()).contains("\"code\":\"target-too-long\"");
    assertThat(client(server).get("/hello/" + "a".repeat(993)).status()).isEqualTo(200);
  }

  @Test
  @Tag("BR-SEC-003")
  void aTargetOfHalfAMegabyteIsRefused() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    client.send("GET /" + "a".repeat(8_000));
    assertThatCode(() -> client.send("a".repeat(500_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            cut -> assertThat(cut).isInstanceOf(IOException.class));
    assertThat(statusOrReset(client)).isIn(414, 431, 0);
  }

  @Test
  @Tag("BR-SEC-003")
  void bodiesHaveALimit() throws IOException {
    HttpServer server = started(HttpLimits.builder().bodyBytes(1_000).build());
    RawClient declared = client(server);
    declared.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n");
    Answer refused = declared.read();
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body()).contains("\"code\":\"body-too-large\"", "1000 bytes");
    assertThat(declared.closedByServer()).as("what follows is not taken for a request").isTrue();

    RawClient chunked = client(server);
    chunked.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    chunked.send("3e9\r\n" + "x".repeat(1_001) + "\r\n0\r\n\r\n");
    assertThat(chunked.read().status()).isEqualTo(413);

    RawClient exact = client(server);
    exact.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
            + "x".repeat(1_000));
    assertThat(exact.read().body()).hasSize(1_000);
  }

  // Limits of time

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /live", "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-A: "})
  @Tag("BR-SEC-003")
  void aHeadThatDoesNotComeIsCutOff(String part) throws IOException {
    HttpServer server = started(HttpLimits.builder().headTime(Duration.ofMillis(200)).build());
    RawClient slow = client(server).send(part);
    RawClient again = client(server);
    again.get("/livez");
    again.send("GET /half");

    assertThat(slow.closedByServer()).isTrue();
    assertThat(again.closedByServer()).isTrue();
  }

  @Test
  @Tag("BR-SEC-003")
  void anIdleConnectionIsClosedLaterThanAHalfHead() throws IOException {
    HttpServer server =
        started(
            HttpLimits.builder()
                .headTime(Duration.ofMillis(100))
                .idleTime(Duration.ofMillis(600))
                .build());
    RawClient idle = client(server);
    idle.get("/livez");
    long begin = System.nanoTime();

    assertThat(idle.closedByServer()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  @Tag("BR-SEC-003")
  void aBodyThatDoesNotComeIsAnsweredAndCutOff() throws IOException {
    HttpServer server = started(HttpLimits.builder().stallTime(Duration.ofMillis(200)).build());
    RawClient slow = client(server);
    slow.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");

    Answer answer = slow.read();
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.body()).contains("\"code\":\"body-too-slow\"");
    assertThat(slow.closedByServer()).isTrue();
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream?size=65536", "/bytes?size=16384"})
  @Tag("BR-SEC-003")
  void aClientThatTakesNothingIsCutOff(String target) throws Exception {
    HttpServer server =
        started(
            HttpLimits.builder()
                .stallTime(Duration.ofMillis(300))
                .minimumBytesPerSecond(0)
                .build());
    RawClient slow = keep(RawClient.connect(uri(server), 4 * 1024));
    slow.request("GET", target);

    String report = observed.poll(15, SECONDS);
    assertThat(report).startsWith("GET /" + target.substring(1, target.indexOf('?')) + " 200 ");
    assertThat(Long.parseLong(report.substring(report.lastIndexOf(' ') + 1)))
        .isLessThan(16_384L * 1024);
    assertThat(slow.closedByServer()).isTrue();
  }

  @Test
  @Tag("BR-SEC-003")
  void slowReadersLeaveRoomForEverybodyElse() throws IOException {
    HttpServer server =
        started(
            HttpLimits.builder().concurrentRequests(4).stallTime(Duration.ofSeconds(30)).build());
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      slow.add(keep(RawClient.connect(uri(server), 4 * 1024)).request("GET", "/stream?size=65536"));
    }
    RawClient quick = client(server);
    for (int i = 0; i < 50; i++) {
      assertThat(quick.get("/hello/x").status()).isEqualTo(200);
      assertThat(quick.get("/livez").status()).isEqualTo(200);
    }
    long refused = 0;
    for (RawClient client : slow) {
      refused += client.head().startsWith("HTTP/1.1 503") ? 1 : 0;
    }
    assertThat(refused).as("slow readers beyond half of the places").isEqualTo(18);
  }

  @Test
  @Tag("BR-SEC-003")
  void slowSendersLeaveRoomForEverybodyElse() throws IOException {
    HttpServer server =
        started(
            HttpLimits.builder().concurrentRequests(4).stallTime(Duration.ofSeconds(30)).build());
    for (int i = 0; i < 20; i++) {
      client(server)
          .send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
    }
    RawClient quick = client(server);
    for (int i = 0; i < 50; i++) {
      assertThat(quick.get("/hello/x").status()).isEqualTo(200);
    }
  }

  @Test
  @Tag("BR-SEC-003")
  void whoOnlyHoldsConnectionsLocksNobodyOut() throws IOException {
    HttpServer server =
        started(HttpLimits.builder().connections(10).headTime(Duration.ofSeconds(30)).build());
    List<RawClient> holding = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      holding.add(client(server).send("GET /"));
      assertThat(client(server).get("/livez").status()).isEqualTo(200);
    }
    assertThat(holding.get(0).closedByServer()).isTrue();
  }

  @Test
  void aHandlerThatTakesTooLongIsAnsweredFor() throws Exception {
    HttpServer server = started(HttpLimits.builder().requestTime(Duration.ofMillis(200)).build());
    RawClient client = client(server);
    Answer answer = client.get("/wait");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().has("Retry-After")).isTrue();
    assertThat(answer.body()).contains("\"code\":\"request-expired\"");
    assertThat(cancelled).isTrue();
    release.countDown();
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
  }

  // Limits of number

  @Test
  @Tag("BR-PERF-010")
  void overloadIsAnsweredAtOnceAndProbesStillWork() throws Exception {
    HttpServer server = started(HttpLimits.builder().concurrentRequests(1).build());
    RawClient busy = client(server).request("GET", "/wait");
    assertThat(entered.await(10, SECONDS)).isTrue();
    Answer refused = client(server).get("/hello/x");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().first("Retry-After")).contains("1");
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
    release.countDown();
    assertThat(busy.read().status()).isEqualTo(200);
  }

  @Test
  @Tag("BR-PERF-010")
  void anAddressAboveItsRateGets429() throws IOException {
    RawClient client = client(started(HttpLimits.builder().rate(1, 5).build()));
    for (int i = 0; i < 5; i++) {
      assertThat(client.get("/livez").status()).isEqualTo(200);
    }
    Answer refused = client.get("/livez", "X-Forwarded-For: 192.0.2.1");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("Retry-After")).contains("1");
  }

  // Event streams

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
        keep(
            create(
                router(HttpLimits.builder().stallTime(Duration.ofMillis(200)).build()),
                0,
                null,
                Duration.ofMillis(50)));
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

  // The routes under test

  private Router router(HttpLimits limits) {
    return Router.builder()
        .index("contract")
        .routes("http", Liveness.routes())
        .routes(
            "test",
            Routes.of(
                Route.get(
                    "/hello/{name}", READ, r -> Response.text("hello " + r.pathParameter("name"))),
                Route.post(
                    "/echo", READ, r -> Response.bytes("application/octet-stream", r.body())),
                Route.get("/id", READ, r -> Response.text(r.id())),
                Route.post(
                    "/json",
                    READ,
                    r -> Response.text(r.requireType(MediaType.of("application/json")).subtype())),
                Route.get("/stream", READ, HttpServerContract::stream),
                Route.get("/bytes", READ, HttpServerContract::bytes),
                Route.get("/gzip", READ, r -> Gzip.compress(r, Response.text(MEBIBYTE))),
                Route.get("/fail", READ, HttpServerContract::failing),
                Route.get("/boom", READ, HttpServerContract::boom),
                Route.get("/wait", READ, this::awaitRelease),
                Route.get("/events", READ, r -> Response.events(topic))))
        .limits(limits)
        .observer(
            (route, method, status, nanos, bytes) ->
                observed.add(method + " " + route + " " + status + " " + bytes))
        .build();
  }

  private static Response stream(Request request) {
    int kibibytes = Integer.parseInt(request.query().required("size"));
    byte[] kibibyte = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);
    return Response.streamed(
        "text/plain",
        out -> {
          for (int i = 0; i < kibibytes; i++) {
            out.write(kibibyte);
          }
        });
  }

  private static Response bytes(Request request) {
    return Response.bytes(
        "text/plain", new byte[1024 * Integer.parseInt(request.query().required("size"))]);
  }

  private static Response failing(Request request) {
    int after = Integer.parseInt(request.query().required("after"));
    return Response.streamed(
        "text/plain",
        out -> {
          out.write("x".repeat(after).getBytes(StandardCharsets.US_ASCII));
          throw new IllegalStateException("the writer failed");
        });
  }

  private static Response boom(Request request) {
    throw new IllegalStateException("boom of " + request);
  }

  private Response awaitRelease(Request request) throws InterruptedException {
    request.onCancel(() -> cancelled.set(true));
    entered.countDown();
    release.await();
    return Response.text("waited");
  }

  // Help

  private HttpServer server(HttpLimits limits) {
    return keep(create(router(limits), 0, null, Duration.ofSeconds(15)));
  }

  private HttpServer started(HttpLimits limits) {
    HttpServer server = server(limits);
    server.start();
    return server;
  }

  private RawClient client(HttpServer server) throws IOException {
    return keep(RawClient.connect(uri(server)));
  }

  private final AtomicReference<@Nullable URI> lastUri = new AtomicReference<>();

  /** Where the server is, or was before it stopped. */
  private URI uri(HttpServer server) {
    server.uri().ifPresent(lastUri::set);
    URI uri = lastUri.get();
    assertThat(uri).isNotNull();
    return uri;
  }

  private RawClient viewer(HttpServer server) throws IOException {
    RawClient viewer = client(server).request("GET", "/events");
    assertThat(viewer.head())
        .startsWith("HTTP/1.1 200")
        .contains("Content-Type: text/event-stream");
    assertThat(viewer.chunk()).isEqualTo("retry: 2000\n\n");
    return viewer;
  }

  private <T extends AutoCloseable> T keep(T resource) {
    resources.add(resource);
    return resource;
  }

  private static int statusOrReset(RawClient client) {
    try {
      return client.read().status();
    } catch (IOException reset) {
      return 0;
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(NAME))
        .toList();
  }

  private static void assertNoThreadIsLeft() {
    assertThat(threads()).isEmpty();
  }

  private static void eventually(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime() - deadline).as("waiting until %s", what).isNegative();
        assertThat(never.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)).isFalse();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting until " + what, interrupted);
    }
  }
}
