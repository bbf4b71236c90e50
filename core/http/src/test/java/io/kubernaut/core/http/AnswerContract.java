package io.kubernaut.core.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.RawClient.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server answers, and that it refuses what breaks the grammar of HTTP. */
public abstract class AnswerContract extends HttpServerContract {

  /**
   * A contract for these servers.
   *
   * @param maker makes them
   */
  protected AnswerContract(Maker maker) {
    super(maker);
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
}
