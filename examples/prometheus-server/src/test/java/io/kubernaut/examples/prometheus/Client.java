package io.kubernaut.examples.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a server that speaks Prometheus' HTTP API, and writes to it. */
final class Client {

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI uri;

  Client(URI uri) {
    this.uri = uri;
  }

  JsonNode get(String target) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve(target)).build();
    return json.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  int status(String target) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve(target)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Asks by a form. */
  JsonNode post(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String form =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return json.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  JsonNode query(String query, double time) throws IOException, InterruptedException {
    return post("/api/v1/query", Map.of("query", query, "time", Double.toString(time)));
  }

  /** Asks by remote read for streamed chunks of all series. */
  byte[] streamed(long from, long to) throws IOException, InterruptedException {
    ByteArrayOutputStream matcher = new ByteArrayOutputStream();
    matcher.writeBytes(new byte[] {8, 2}); // =~
    WriteBody.field(matcher, 2, "__name__".getBytes(StandardCharsets.UTF_8));
    WriteBody.field(matcher, 3, ".+".getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream query = new ByteArrayOutputStream();
    query.write(8);
    WriteBody.varint(query, from);
    query.write(16);
    WriteBody.varint(query, to);
    WriteBody.field(query, 3, matcher.toByteArray());
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    WriteBody.field(request, 1, query.toByteArray());
    WriteBody.field(request, 2, new byte[] {1}); // STREAMED_XOR_CHUNKS
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(uri.resolve("/api/v1/read"))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Read-Version", "0.1.0")
                .POST(BodyPublishers.ofByteArray(WriteBody.packed(request.toByteArray())))
                .build(),
            BodyHandlers.ofByteArray());
    String type = response.headers().firstValue("Content-Type").orElse("none");
    if (response.statusCode() != 200 || !type.startsWith("application/x-streamed-protobuf")) {
      throw new IOException(uri + " does not stream: " + response.statusCode() + " " + type);
    }
    return response.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends a body of remote write 1.0 and expects that all of it is taken. */
  void write(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/api/v1/write"))
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(uri + " refused a write: " + response.statusCode() + response.body());
    }
  }
}
