package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("BR-SEC-003")
class SecurityHeadersTest {

  private static final Router ROUTER =
      Router.builder()
          .index("test")
          .routes("http", Liveness.routes())
          .routes(
              "test",
              Routes.of(
                  Route.get("/text", Permission.of("a:b"), request -> Response.text("x")),
                  Route.get(
                      "/events",
                      Permission.of("a:b"),
                      request -> Response.events(EventTopic.named("t"))),
                  Route.get(
                      "/stream",
                      Permission.of("a:b"),
                      request -> Response.streamed("text/plain", out -> {})),
                  Route.get("/none", Permission.of("a:b"), request -> Response.status(204)),
                  Route.get(
                      "/own",
                      Permission.of("a:b"),
                      request -> Response.text("x").withHeader("cache-control", "max-age=60")),
                  Route.get(
                      "/boom",
                      Permission.of("a:b"),
                      request -> {
                        throw new IllegalStateException("boom");
                      })))
          .build();

  static Stream<Response> everyKindOfResponse() {
    List<String> targets =
        List.of("/", "/livez", "/text", "/events", "/stream", "/none", "/boom", "/nope", "/a//b");
    return Stream.concat(
        Stream.of("GET", "HEAD", "OPTIONS", "POST", "TRACE", "BREW")
            .flatMap(
                method ->
                    targets.stream()
                        .map(target -> RouterTest.respond(ROUTER, method, target, Headers.none()))),
        Stream.of(400, 431, 500).map(ROUTER::unreadable));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfResponse")
  void everyResponseTellsBrowsersToDoAsLittleAsPossible(Response response) {
    Headers headers = response.headers();

    assertThat(headers.all("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("default-src 'none'")
        .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.all("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(headers.all("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(headers.all("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
    assertThat(headers.all("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
    assertThat(headers.all("Cache-Control")).containsExactly("no-store");
    assertThat(headers.has("Server")).isFalse();
  }

  @Test
  void aRouteMaySetOneItself() {
    Response response = RouterTest.respond(ROUTER, "GET", "/own", Headers.none());

    assertThat(response.headers().all("Cache-Control")).containsExactly("max-age=60");
    assertThat(response.headers().all("Referrer-Policy")).containsExactly("no-referrer");
  }
}
