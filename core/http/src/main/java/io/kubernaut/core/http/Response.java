package io.kubernaut.core.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An answer: status, headers, body. Immutable; the {@code with} methods return changed copies.
 *
 * <pre>{@code
 * return Response.streamed("text/plain; charset=utf-8", out -> exposition.writeTo(out));
 * }</pre>
 */
public final class Response {

  private final int status;
  private final Headers headers;
  private final Body body;

  private Response(int status, Headers headers, Body body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Returns an answer without a body.
   *
   * @param status the HTTP status, 200 to 599
   * @return the answer
   * @throws IllegalArgumentException if the status is outside of that range
   */
  public static Response status(int status) {
    return new Response(requireStatus(status), Headers.none(), Body.EMPTY);
  }

  /**
   * Returns an answer of status 200 with these bytes.
   *
   * @param contentType the media type, with its parameters
   * @param content the bytes; not copied
   * @return the answer
   */
  public static Response bytes(String contentType, byte[] content) {
    return of(contentType, new Body.Bytes(content));
  }

  /**
   * Returns an answer of status 200 with plain text in UTF-8.
   *
   * @param text the text
   * @return the answer
   */
  public static Response text(String text) {
    return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns an answer of status 200 with a JSON text.
   *
   * @param json the JSON text
   * @return the answer
   */
  public static Response json(String json) {
    return bytes("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns an answer of status 200 with a page.
   *
   * @param html the page, its values already escaped
   * @return the answer
   */
  public static Response html(String html) {
    return bytes("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns an answer of status 200 whose body is written while it is made.
   *
   * @param contentType the media type, with its parameters
   * @param writer writes the body
   * @return the answer
   */
  public static Response streamed(String contentType, Body.Writer writer) {
    return of(contentType, new Body.Streamed(writer));
  }

  /**
   * Returns an answer of status 200 that goes on as long as both sides want: server-sent events.
   *
   * @param topic whose events the client gets
   * @return the answer
   */
  public static Response events(EventTopic topic) {
    return of("text/event-stream", new Body.Events(topic));
  }

  private static Response of(String contentType, Body body) {
    return new Response(200, Headers.of("Content-Type", contentType), body);
  }

  /**
   * Returns this answer with another status.
   *
   * @param status the HTTP status, 200 to 599
   * @return the changed copy
   * @throws IllegalArgumentException if the status is outside of that range
   */
  public Response withStatus(int status) {
    return new Response(requireStatus(status), headers, body);
  }

  /**
   * Returns this answer with a header set; earlier values of the name are gone.
   *
   * @param name the header's name
   * @param value its value
   * @return the changed copy
   * @throws IllegalArgumentException if the name is no token or the value holds a control character
   */
  public Response withHeader(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  /**
   * Returns this answer with other headers.
   *
   * @param headers all headers
   * @return the changed copy
   */
  public Response withHeaders(Headers headers) {
    return new Response(status, Objects.requireNonNull(headers, "headers"), body);
  }

  /**
   * Returns this answer with another body.
   *
   * @param body the body
   * @return the changed copy
   */
  public Response withBody(Body body) {
    return new Response(status, headers, Objects.requireNonNull(body, "body"));
  }

  private static int requireStatus(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException(
          "Invalid response status " + status + ". Use a final one, 200 to 599.");
    }
    return status;
  }

  /**
   * Returns the HTTP status.
   *
   * @return 200 to 599
   */
  public int status() {
    return status;
  }

  /**
   * Returns the headers.
   *
   * @return the headers
   */
  public Headers headers() {
    return headers;
  }

  /**
   * Returns the body.
   *
   * @return the body
   */
  public Body body() {
    return body;
  }

  @Override
  public String toString() {
    return status + " " + headers;
  }
}
