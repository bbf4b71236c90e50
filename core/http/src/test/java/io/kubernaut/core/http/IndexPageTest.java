package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.AccessPolicy.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class IndexPageTest {

  private static final Permission SEEN = Permission.of("seen:read");
  private static final Permission HIDDEN = Permission.of("hidden:read");

  private final Router router =
      Router.builder()
          .index("<b>\"orders\" & 'co'</b>")
          .routes("http", Liveness.routes())
          .routes(
              "test",
              Routes.of(
                  Route.get("/seen", SEEN, request -> Response.text(""))
                      .describedAs("<script>alert(1)</script>"),
                  Route.get("/seen/{id}", SEEN, request -> Response.text("")).describedAs("One"),
                  Route.post("/act", SEEN, request -> Response.text("")).describedAs("Acts"),
                  Route.get("/silent", SEEN, request -> Response.text("")),
                  Route.get("/hidden", HIDDEN, request -> Response.text("")).describedAs("Hidden")))
          .access(
              (request, permission) ->
                  permission.equals(HIDDEN) ? new Access.Forbidden() : Access.granted())
          .build();

  @Test
  void listsWhatTheCallerMayUseAsJson() {
    Response response = RouterTest.respond(router, "GET", "/", Headers.none());

    assertThat(response.headers().first("Content-Type")).contains("application/json");
    assertThat(response.headers().first("Vary")).contains("Accept");
    assertThat(RouterTest.text(response))
        .isEqualTo(
            "{\"name\":\"\\u003cb>\\\"orders\\\" & 'co'\\u003c/b>\",\"routes\":["
                + "{\"method\":\"GET\",\"path\":\"/livez\",\"description\":\"Whether the process answers\",\"permission\":\"public:read\"},"
                + "{\"method\":\"GET\",\"path\":\"/seen\",\"description\":\"\\u003cscript>alert(1)\\u003c/script>\",\"permission\":\"seen:read\"},"
                + "{\"method\":\"GET\",\"path\":\"/seen/{id}\",\"description\":\"One\",\"permission\":\"seen:read\"},"
                + "{\"method\":\"POST\",\"path\":\"/act\",\"description\":\"Acts\",\"permission\":\"seen:read\"}]}\n");
  }

  @Test
  void escapesEverythingInThePageForBrowsers() {
    String page = RouterTest.text(html());

    assertThat(page)
        .contains("<h1>&lt;b&gt;&quot;orders&quot; &amp; &#39;co&#39;&lt;/b&gt;</h1>")
        .contains("<a href=\"/seen\">/seen</a>", "<code>/seen/{id}</code>", "<code>/act</code>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "/silent", "/hidden");
  }

  @Test
  void thePolicyAllowsThePagesOwnStyleAndNothingElse() throws NoSuchAlgorithmException {
    Response response = html();
    String page = RouterTest.text(response);
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

    assertThat(response.headers().all("Content-Security-Policy"))
        .containsExactly(
            "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(digest)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  }

  @Test
  void whoWantsNeitherIsTold() {
    Response response = RouterTest.respond(router, "GET", "/", Headers.of("Accept", "image/png"));

    assertThat(response.status()).isEqualTo(406);
    assertThat(RouterTest.text(response)).contains("application/json or text/html");
  }

  private Response html() {
    return RouterTest.respond(
        router, "GET", "/", Headers.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
  }
}
