package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

  private static final Permission READ = Permission.of("metrics:read");
  private static final byte[] NO_BODY = new byte[0];

  private final TestTime clock = new TestTime();
  private final List<String> observed = new ArrayList<>();
  private final Router router =
      Router.builder()
          .index("orders")
          .routes("http", Liveness.routes())
          .routes(
              "test",
              Routes.of(
                  Route.get("/hello/{name}", READ, RouterTest::hello).describedAs("Greets"),
                  Route.get("/stream", READ, request -> Response.streamed("text/plain", out -> {})),
                  Route.post(
                      "/echo", READ, request -> Response.bytes("text/plain", request.body())),
                  Route.get("/boom", READ, RouterTest::boom),
                  Route.get("/null", READ, request -> nothing()),
                  Route.get(
                      "/problem", READ, request -> Response.text(request.query().required("q")))))
          .limits(HttpLimits.builder().targetLength(200).concurrentRequests(2).rate(10, 20).build())
          .observer(
              (route, method, status, nanos, bytes) ->
                  observed.add(method + " " + route + " " + status + " " + nanos + " " + bytes))
          .clock(clock)
          .build();

  private static Response hello(Request request) {
    return Response.text("hello " + request.pathParameter("name"));
  }

  private static Response boom(Request request) {
    throw new IllegalStateException("secret of " + request);
  }

  @SuppressWarnings("NullAway") // What a handler written elsewhere may do.
  private static Response nothing() {
    return null;
  }

  @Test
  void givesDecodedPathParametersToTheHandler() {
    assertThat(text(get("/hello/J%C3%BCrgen"))).isEqualTo("hello Jürgen");
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() {
    Response get = get("/hello/x");
    Response head = respond("HEAD", "/hello/x");

    String id = RequestIds.HEADER;
    assertThat(head.headers().with(id, "x")).isEqualTo(get.headers().with(id, "x"));
    assertThat(head.headers().first("Content-Length")).contains("7");
    assertThat(text(head)).isEmpty();
    assertThat(respond("HEAD", "/stream").body()).isSameAs(Body.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPTIONS | /hello/x | 204 | GET, HEAD, OPTIONS",
        "OPTIONS | /echo    | 204 | POST, OPTIONS",
        "OPTIONS | *        | 204 | GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
        "POST    | /hello/x | 405 | GET, HEAD, OPTIONS",
        "HEAD    | /echo    | 405 | POST, OPTIONS",
        "TRACE   | /hello/x | 405 | GET, HEAD, OPTIONS",
        "CONNECT | /hello/x | 405 | GET, HEAD, OPTIONS"
      })
  void saysWhichMethodsAPathHas(String method, String target, int status, String allow) {
    Response response = respond(method, target);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().first("Allow")).contains(allow);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /nope          | 404 | not-found",
        "GET    | /hello         | 404 | not-found",
        "GET    | /hello/        | 404 | not-found",
        "GET    | /hello/x/      | 404 | not-found",
        "GET    | /livez/../boom | 400 | bad-target",
        "GET    | /hello/%2e%2e  | 400 | bad-target",
        "GET    | /hello/a%2fb   | 400 | bad-target",
        "GET    | *              | 400 | bad-target",
        "GET    | http://x/livez | 400 | bad-target",
        "get    | /livez         | 501 | unknown-method",
        "BREW   | /livez         | 501 | unknown-method",
        "GET    | /problem       | 400 | missing-parameter",
        "GET    | /boom          | 500 | internal",
        "GET    | /null          | 500 | internal"
      })
  void refusesWithAStableCode(String method, String target, int status, String code) {
    Response response = respond(method, target);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().first("Content-Type")).contains("application/problem+json");
    assertThat(text(response)).contains("\"status\":" + status, "\"code\":\"" + code + "\"");
  }

  @Test
  void refusesATargetThatIsTooLong() {
    assertThat(get("/hello/" + "a".repeat(193)).status()).isEqualTo(200);
    Response tooLong = get("/hello/" + "a".repeat(194));

    assertThat(tooLong.status()).isEqualTo(414);
    assertThat(text(tooLong)).contains("\"code\":\"target-too-long\"", "200 characters");
  }

  @Test
  void aFailureTellsItsNumberAndNotItsMessage() {
    Response first = get("/boom");
    Response second = get("/boom");

    assertThat(text(first)).contains("under error 1").doesNotContain("secret", "Exception");
    assertThat(text(second)).contains("under error 2");
  }

  @Test
  void survivesAHandlerThatRunsOutOfStackOrMemory() {
    AtomicReference<Error> thrown = new AtomicReference<>(new StackOverflowError());
    Router fragile =
        router(
            Route.get(
                "/x",
                READ,
                request -> {
                  throw thrown.get();
                }));

    assertThat(respond(fragile, "GET", "/x", Headers.none()).status()).isEqualTo(500);
    thrown.set(new OutOfMemoryError("heap"));
    assertThat(respond(fragile, "GET", "/x", Headers.none()).status()).isEqualTo(500);
    thrown.set(new NoClassDefFoundError("x"));
    assertThat(respond(fragile, "GET", "/x", Headers.none()).status()).isEqualTo(500);
  }

  @Test
  @Tag("BR-SEC-003")
  void anAddressAboveItsRateGets429AndWhenToComeBack() throws IOException {
    InetAddress address = InetAddress.getByName("192.0.2.1");
    for (int i = 0; i < 20; i++) {
      assertThat(respond("GET", "/livez", Headers.none(), address).status()).isEqualTo(200);
    }
    Response refused = respond("GET", "/livez", Headers.none(), address);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("Retry-After")).contains("1");
    assertThat(text(refused)).contains("\"code\":\"rate-limited\"", "10 requests a second");
    clock.advance(Duration.ofMillis(100));
    assertThat(respond("GET", "/livez", Headers.none(), address).status()).isEqualTo(200);
  }

  @Test
  @Tag("BR-SEC-003")
  void aForwardedAddressDoesNotHelpAgainstTheRate() throws IOException {
    InetAddress address = InetAddress.getByName("192.0.2.2");
    int refused = 0;
    for (int i = 0; i < 30; i++) {
      Headers forged =
          Headers.of("X-Forwarded-For", "198.51.100." + i, "Forwarded", "for=10.0.0." + i);
      refused += respond("GET", "/livez", forged, address).status() == 429 ? 1 : 0;
    }
    assertThat(refused).isEqualTo(10);
  }

  @Test
  @Tag("BR-SEC-003")
  void aPageOfAnotherOriginMayReadNothingIntoAnActAndAct() {
    Headers own = Headers.of("Host", "localhost:8077", "Origin", "http://localhost:8077");
    Headers foreign = Headers.of("Host", "localhost:8077", "Origin", "http://evil.example");
    Headers opaque = Headers.of("Host", "localhost:8077", "Origin", "null");

    assertThat(respond(router, "POST", "/echo", own).status()).isEqualTo(200);
    assertThat(respond(router, "POST", "/echo", foreign).status()).isEqualTo(403);
    assertThat(respond(router, "POST", "/echo", opaque).status()).isEqualTo(403);
    assertThat(respond(router, "POST", "/echo", Headers.none()).status()).isEqualTo(200);
    assertThat(respond(router, "GET", "/hello/x", foreign).headers().names())
        .noneMatch(name -> name.startsWith("Access-Control"));
  }

  @Test
  void aStreamedBodyKeepsItsPlaceToItsEnd() {
    Exchange first = open("GET", "/stream");
    Response body = first.respond(NO_BODY);
    assertThat(router.concurrentRequests()).isEqualTo(1);

    first.close(body, 0);
    first.close(body, 0);
    assertThat(router.concurrentRequests()).isZero();
    get("/hello/x");
    assertThat(router.concurrentRequests()).isZero();
  }

  @Test
  void withoutAPlaceOnlyEssentialRoutesAreAnswered() {
    Exchange first = open("GET", "/stream");
    Exchange second = open("GET", "/stream");
    Response one = first.respond(NO_BODY);
    Response two = second.respond(NO_BODY);

    Response refused = get("/hello/x");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().first("Retry-After")).contains("1");
    assertThat(text(refused)).contains("\"code\":\"overloaded\"");
    assertThat(get("/livez").status()).isEqualTo(200);

    first.close(one, 0);
    second.close(two, 0);
    assertThat(get("/hello/x").status()).isEqualTo(200);
    assertThat(router.concurrentRequests()).isZero();
  }

  @Test
  void aHandlerThatOutlivesItsExchangeKeepsItsPlaceUntilItEnds() {
    AtomicReference<Exchange> running = new AtomicReference<>();
    AtomicReference<Router> owner = new AtomicReference<>();
    List<Object> seen = new ArrayList<>();
    Router slow =
        router(
            Route.get(
                "/slow",
                READ,
                request -> {
                  request.onCancel(() -> seen.add("cancelled"));
                  seen.add(request.cancelled());
                  Response instead = running.get().expired();
                  running.get().close(instead, 0);
                  seen.add(request.cancelled());
                  request.onCancel(() -> seen.add("late"));
                  seen.add(owner.get().concurrentRequests());
                  return Response.text("too late");
                }));
    owner.set(slow);
    running.set(slow.open(new RequestHead("GET", "/slow", Headers.none(), null), HostRule.any()));
    running.get().respond(NO_BODY);

    assertThat(seen).containsExactly(false, "cancelled", true, "late", 1);
    assertThat(slow.concurrentRequests()).isZero();
  }

  @Test
  void onlyABodyThatMattersIsRead() {
    assertThat(open("GET", "/hello/x").bodyLimit()).isZero();
    assertThat(open("POST", "/nope").bodyLimit()).isZero();
    assertThat(open("POST", "/echo").bodyLimit()).isEqualTo(1024 * 1024);
    assertThat(text(open("POST", "/echo").respond("hi".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("hi");
    assertThat(open("POST", "/echo").bodyTooLarge().status()).isEqualTo(413);
    assertThat(open("POST", "/echo").bodyTooSlow().status()).isEqualTo(408);
  }

  @Test
  void theObserverHearsOfEveryExchangeOnce() {
    Exchange exchange = open("GET", "/hello/x?secret=1");
    Response response = exchange.respond(NO_BODY);
    clock.advance(Duration.ofNanos(17));
    exchange.close(response, 7);
    exchange.close(response, 7);
    get("/nope");
    respond("BREW", "/hello/x");

    assertThat(observed)
        .containsExactly(
            "GET /hello/{name} 200 17 7", "GET unmatched 404 0 0", "OTHER unmatched 501 0 0");
  }

  @Test
  void anObserverThatFailsHarmsNobody() {
    Router observedBadly =
        Router.builder()
            .routes("http", Liveness.routes())
            .observer(
                (route, method, status, nanos, bytes) -> {
                  throw new IllegalStateException("observer");
                })
            .build();

    assertThat(respond(observedBadly, "GET", "/livez", Headers.none()).status()).isEqualTo(200);
    assertThat(respond(observedBadly, "GET", "/livez", Headers.none()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 408, 414, 431, 500, 505})
  void aMessageThatCannotBeReadIsAnsweredLikeAllErrors(int status) {
    Response response = router.unreadable(status);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().first("X-Content-Type-Options")).contains("nosniff");
    assertThat(text(response)).contains("\"status\":" + status);
    assertThat(router.unreadable(0).status()).isEqualTo(500);
  }

  @Test
  void theLengthIsTheRoutersToSay() {
    Router lying =
        router(
            Route.get(
                "/x",
                READ,
                request ->
                    Response.text("four")
                        .withHeader("Content-Length", "2")
                        .withHeader("Transfer-Encoding", "chunked")));

    Response response = respond(lying, "GET", "/x", Headers.none());
    assertThat(response.headers().all("Content-Length")).containsExactly("4");
    assertThat(response.headers().has("Transfer-Encoding")).isFalse();
  }

  @Test
  void conflictingModulesAreNamedWhenTheRouterIsBuilt() {
    Router.Builder builder =
        Router.builder()
            .index("orders")
            .routes("mine", Routes.of(Route.get("/", READ, request -> Response.text(""))));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GET / of \"mine\" and GET / of \"index\" match the same paths");
  }

  private static Router router(Route... routes) {
    return Router.builder().routes("test", Routes.of(routes)).build();
  }

  private Exchange open(String method, String target) {
    return router.open(new RequestHead(method, target, Headers.none(), null), HostRule.any());
  }

  private Response get(String target) {
    return respond("GET", target);
  }

  private Response respond(String method, String target) {
    return respond(router, method, target, Headers.none());
  }

  private Response respond(String method, String target, Headers headers, InetAddress address) {
    Exchange exchange =
        router.open(new RequestHead(method, target, headers, address), HostRule.any());
    Response response = exchange.respond(NO_BODY);
    exchange.close(response, 0);
    return response;
  }

  static Response respond(Router router, String method, String target, Headers headers) {
    Exchange exchange = router.open(new RequestHead(method, target, headers, null), HostRule.any());
    Response response = exchange.respond(NO_BODY);
    exchange.close(response, 0);
    return response;
  }

  static String text(Response response) {
    return response.body() instanceof Body.Bytes bytes
        ? new String(bytes.content(), StandardCharsets.UTF_8)
        : response.body().toString();
  }
}
