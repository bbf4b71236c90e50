package io.kubernaut.metrics.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.Exchange;
import io.kubernaut.core.http.Headers;
import io.kubernaut.core.http.HostRule;
import io.kubernaut.core.http.RequestHead;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Asks routes through a router, without a server. */
final class Api {

  private static final byte[] NO_BODY = {};

  private final Router router;
  private final ObjectMapper json = new ObjectMapper();

  Api(PrometheusApi api) {
    router = Router.builder().routes("prometheus", api).build();
  }

  /** What came back. */
  static final class Reply {
    private final Response response;
    private final byte[] body;

    Reply(Response response, byte[] body) {
      this.response = response;
      this.body = body;
    }

    int status() {
      return response.status();
    }

    Headers headers() {
      return response.headers();
    }

    byte[] body() {
      return body;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  Reply get(String target) throws IOException {
    return ask("GET", target, Headers.none(), NO_BODY);
  }

  /** Returns the document that an address answers with. */
  JsonNode json(String target) throws IOException {
    return json.readTree(get(target).body());
  }

  /** Returns what a successful answer holds as data, as text. */
  String data(String target) throws IOException {
    return json(target).get("data").toString();
  }

  Reply form(String path, String form) throws IOException {
    Headers headers = Headers.of("Content-Type", "application/x-www-form-urlencoded");
    return ask("POST", path, headers, form.getBytes(StandardCharsets.UTF_8));
  }

  JsonNode jsonOfForm(String path, String form) throws IOException {
    return json.readTree(form(path, form).body());
  }

  Reply write(byte[] body, String... headers) throws IOException {
    return ask("POST", "/api/v1/write", Headers.of(headers), body);
  }

  Reply ask(String method, String target, Headers headers, byte[] body) throws IOException {
    Exchange exchange = router.open(new RequestHead(method, target, headers, null), HostRule.any());
    Response response = exchange.respond(body);
    byte[] content = content(response);
    exchange.close(response, content.length);
    return new Reply(response, content);
  }

  private static byte[] content(Response response) throws IOException {
    if (response.body() instanceof Body.Streamed streamed) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      streamed.writer().writeTo(out);
      return out.toByteArray();
    }
    return ((Body.Bytes) response.body()).content();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
