package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Gzip;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.query.QueryLimitException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Answers in Prometheus' envelope: status, data or error, warnings and infos. */
final class Answer {

  private static final String JSON = "application/json";

  private Answer() {}

  /** Writes what the envelope holds as data. */
  @FunctionalInterface
  interface Data {
    void writeTo(JsonText json) throws IOException;
  }

  /** Answers with data that is written at once: for what is small. */
  static Response small(Data data) {
    return small(data, List.of(), List.of());
  }

  static Response small(Data data, List<String> warnings, List<String> infos) {
    return bytes(json -> envelope(json, data, warnings, infos));
  }

  /** Answers with data that is written while it goes out. */
  static Response streamed(Request request, Data data, List<String> warnings, List<String> infos) {
    Response response =
        Response.streamed(JSON, out -> write(out, json -> envelope(json, data, warnings, infos)));
    return Gzip.compress(request, response);
  }

  private static void envelope(JsonText json, Data data, List<String> warnings, List<String> infos)
      throws IOException {
    json.raw("{\"status\":\"success\",\"data\":");
    data.writeTo(json);
    texts(json, ",\"warnings\":", warnings);
    texts(json, ",\"infos\":", infos);
    json.raw('}');
  }

  private static void texts(JsonText json, String name, List<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      json.raw(name).texts(texts);
    }
  }

  private static void write(OutputStream out, Data data) throws IOException {
    JsonText json = new JsonText(out);
    data.writeTo(json);
    json.flush();
  }

  private static Response bytes(Data data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try {
      write(out, data);
    } catch (IOException impossible) {
      throw new IllegalStateException("An array in memory refused a write", impossible);
    }
    return Response.bytes(JSON, out.toByteArray());
  }

  static Response error(ApiException problem) {
    return error(problem.type(), String.valueOf(problem.getMessage()), json -> {});
  }

  /** Answers with what the query's limits or the engine say; a limit is named beside the text. */
  static Response error(QueryException problem) {
    ErrorType type = ErrorType.of(problem.kind());
    Response response = error(type, String.valueOf(problem.getMessage()), limit(problem));
    return type == ErrorType.UNAVAILABLE ? response.withHeader("Retry-After", "1") : response;
  }

  private static Data limit(QueryException problem) {
    if (problem instanceof QueryLimitException limit) {
      String name = limit.limit().name().toLowerCase(Locale.ROOT);
      return json ->
          json.raw(",\"limit\":").text(name).raw(",\"allowed\":").number(limit.allowed());
    }
    return json -> {};
  }

  static Response error(ErrorType type, String message, Data more) {
    Response response =
        bytes(
            json -> {
              json.raw("{\"status\":\"error\",\"errorType\":").text(type.symbol());
              json.raw(",\"error\":").text(message);
              more.writeTo(json);
              json.raw('}');
            });
    return response.withStatus(type.status());
  }
}
