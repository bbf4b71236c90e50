package io.kubernaut.core.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * {@code GET /}: the routes that have a description and that the caller may use, as a page for a
 * browser and as JSON for everybody else.
 */
final class IndexPage {

  static final Permission PERMISSION = Permission.of("index:read");

  private static final MediaType JSON = MediaType.of("application/json");
  private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:48rem;padding:0 1rem;"
          + "color:#1b1f24;background:#fff}h1{font-size:1.4rem}td{padding:.3rem 1rem .3rem 0;"
          + "vertical-align:top}code,a{font-family:ui-monospace,monospace}a{color:#0b57d0}"
          + "@media(prefers-color-scheme:dark){body{color:#e3e6ea;background:#14171a}a{color:#8ab4f8}}";

  private static final String POLICY =
      "default-src 'none'; style-src '"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String title;
  private final List<Route> routes;
  private final BiPredicate<Request, Route> permitted;

  IndexPage(String title, List<Route> routes, BiPredicate<Request, Route> permitted) {
    this.title = title;
    this.routes = routes;
    this.permitted = permitted;
  }

  Response handle(Request request) {
    List<Route> shown =
        routes.stream()
            .filter(route -> !route.description().isEmpty())
            .filter(route -> permitted.test(request, route))
            .toList();
    MediaType best = request.preferred(JSON, HTML);
    Response response = best.equals(HTML) ? page(shown) : Response.json(json(shown));
    return response.withHeader("Vary", "Accept");
  }

  private Response page(List<Route> shown) {
    String rows = shown.stream().map(IndexPage::row).collect(Collectors.joining());
    String html =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%1$s</title><style>%2$s</style></head>
        <body><h1>%1$s</h1>
        <table>
        %3$s</table></body>
        </html>
        """
            .formatted(Html.text(title), STYLE, rows);
    return Response.html(html).withHeader("Content-Security-Policy", POLICY);
  }

  private static String row(Route route) {
    String path = Html.text(route.pattern());
    boolean link = route.method() == HttpMethod.GET && !route.pattern().contains("{");
    return "<tr><td>%s</td><td>%s</td><td>%s</td></tr>%n"
        .formatted(
            route.method(),
            link ? "<a href=\"" + path + "\">" + path + "</a>" : "<code>" + path + "</code>",
            Html.text(route.description()))
        .replace(System.lineSeparator(), "\n");
  }

  private String json(List<Route> shown) {
    StringBuilder out = new StringBuilder("{\"name\":");
    Json.string(out, title);
    out.append(",\"routes\":[");
    String separator = "";
    for (Route route : shown) {
      out.append(separator).append("{\"method\":");
      Json.string(out, route.method().name());
      out.append(",\"path\":");
      Json.string(out, route.pattern());
      out.append(",\"description\":");
      Json.string(out, route.description());
      out.append(",\"permission\":");
      Json.string(out, route.permission().name());
      out.append('}');
      separator = ",";
    }
    return out.append("]}\n").toString();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
