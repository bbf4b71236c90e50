package io.kubernaut.core.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks: parsed, authorised, its body read. Immutable; the {@code with} methods return
 * changed copies, so that a handler is tested without a server:
 *
 * <pre>{@code
 * Response response = handler.handle(Request.of(GET, "/metrics?name[]=up").withHeader("Accept", "text/plain"));
 * }</pre>
 */
public final class Request {

  private static final byte[] NO_BODY = new byte[0];

  private final HttpMethod method;
  private final RequestTarget target;
  private final Map<String, String> pathParameters;
  private final Headers headers;
  private final byte[] body;
  private final @Nullable InetAddress remote;
  private final @Nullable Principal principal;
  private final Cancellation cancellation;

  private Request(
      HttpMethod method,
      RequestTarget target,
      Map<String, String> pathParameters,
      Headers headers,
      byte[] body,
      @Nullable InetAddress remote,
      @Nullable Principal principal,
      Cancellation cancellation) {
    this.method = method;
    this.target = target;
    this.pathParameters = pathParameters;
    this.headers = headers;
    this.body = body;
    this.remote = remote;
    this.principal = principal;
    this.cancellation = cancellation;
  }

  /**
   * Returns a request without headers and body.
   *
   * @param method the method
   * @param target path and query as they stand in a request line
   * @return the request
   * @throws IllegalArgumentException if the target is malformed
   */
  public static Request of(HttpMethod method, String target) {
    try {
      return of(method, RequestTarget.parse(target), Headers.none(), null, new Cancellation());
    } catch (MalformedTargetException malformed) {
      throw new IllegalArgumentException(
          "Invalid target \"%s\": %s.".formatted(target, malformed.rule()), malformed);
    }
  }

  static Request of(
      HttpMethod method,
      RequestTarget target,
      Headers headers,
      @Nullable InetAddress remote,
      Cancellation cancellation) {
    return new Request(
        Objects.requireNonNull(method, "method"),
        target,
        Map.of(),
        headers,
        NO_BODY,
        remote,
        null,
        cancellation);
  }

  /**
   * Returns this request with a header set.
   *
   * @param name the header's name
   * @param value its value
   * @return the changed copy
   * @throws IllegalArgumentException if the name is no token or the value holds a control character
   */
  public Request withHeader(String name, String value) {
    return new Request(
        method,
        target,
        pathParameters,
        headers.with(name, value),
        body,
        remote,
        principal,
        cancellation);
  }

  /**
   * Returns this request with a body.
   *
   * @param body the bytes; not copied
   * @return the changed copy
   */
  public Request withBody(byte[] body) {
    return new Request(
        method, target, pathParameters, headers, body, remote, principal, cancellation);
  }

  /**
   * Returns this request with path parameters, as a router would find them.
   *
   * @param pathParameters names and decoded values
   * @return the changed copy
   */
  public Request withPathParameters(Map<String, String> pathParameters) {
    return new Request(
        method, target, Map.copyOf(pathParameters), headers, body, remote, principal, cancellation);
  }

  /**
   * Returns this request as asked by somebody.
   *
   * @param principal who asks
   * @return the changed copy
   */
  public Request withPrincipal(Principal principal) {
    return new Request(
        method, target, pathParameters, headers, body, remote, principal, cancellation);
  }

  /**
   * Returns the method.
   *
   * @return the method; a {@code HEAD} request reaches its {@code GET} handler as {@code HEAD}
   */
  public HttpMethod method() {
    return method;
  }

  /**
   * Returns the decoded path.
   *
   * @return the path, starting with a slash, without the query
   */
  public String path() {
    return target.path();
  }

  RequestTarget target() {
    return target;
  }

  /**
   * Returns the value of a path parameter.
   *
   * @param name its name in the pattern of the route, without braces
   * @return the decoded value, never empty
   * @throws IllegalArgumentException if the pattern has no such parameter
   */
  public String pathParameter(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The route has no path parameter \"%s\". It has %s."
              .formatted(name, pathParameters.keySet()));
    }
    return value;
  }

  /**
   * Returns the parameters of the query.
   *
   * @return the parameters
   */
  public Parameters query() {
    return target.query();
  }

  /**
   * Returns the parameters of the body, for a {@code POST} with a form instead of a long query.
   *
   * @return the parameters; none if the content type is not {@code
   *     application/x-www-form-urlencoded}
   * @throws ProblemException with status 400 if the form is malformed
   */
  public Parameters form() {
    String type = headers.first("Content-Type").orElse("");
    int semicolon = type.indexOf(';');
    String bare = (semicolon < 0 ? type : type.substring(0, semicolon)).trim();
    if (!bare.equalsIgnoreCase("application/x-www-form-urlencoded")) {
      return Parameters.none();
    }
    try {
      return Parameters.parse(new String(body, StandardCharsets.ISO_8859_1));
    } catch (MalformedTargetException malformed) {
      throw new ProblemException(Problems.badForm(malformed.rule()));
    }
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
   * Returns the name of the request, which its answer carries as {@code X-Request-Id}.
   *
   * @return letters, digits and {@code . _ -}, at most 64; empty if no router has named it yet
   */
  public String id() {
    return headers.first(RequestIds.HEADER).orElse("");
  }

  /**
   * Returns what the client likes best of what the route can answer with.
   *
   * @param offers what there is, best first
   * @return the chosen one
   * @throws ProblemException with status 406 if the client refuses all of them
   */
  public MediaType preferred(MediaType... offers) {
    return Negotiation.best(headers, offers)
        .orElseThrow(() -> new ProblemException(Problems.notAcceptable(offers)));
  }

  /**
   * Makes sure that the body is of a kind the route understands.
   *
   * @param types what it understands; parameters beyond those given here do not matter
   * @return the media type of the body
   * @throws ProblemException with status 415 if it is none of them, or not said
   */
  public MediaType requireType(MediaType... types) {
    return headers
        .first("Content-Type")
        .flatMap(MediaType::parse)
        .filter(given -> Stream.of(types).anyMatch(type -> type.covers(given)))
        .orElseThrow(() -> new ProblemException(Problems.unsupportedType(types)));
  }

  /**
   * Returns the body, already read and no longer than the route allows.
   *
   * @return the bytes themselves, not a copy: read them only
   */
  public byte[] body() {
    return body;
  }

  /**
   * Returns where the connection comes from. Never taken from a header.
   *
   * @return the address, or empty if there is no network between
   */
  public Optional<InetAddress> remote() {
    return Optional.ofNullable(remote);
  }

  /**
   * Returns who asks, as the {@link AccessPolicy} found.
   *
   * @return the principal, or empty for an anonymous client
   */
  public Optional<Principal> principal() {
    return Optional.ofNullable(principal);
  }

  /**
   * Tells whether nobody waits for the answer any more, because the time is up or the client has
   * gone. Long work should look now and then, and stop.
   *
   * @return true once cancelled
   */
  public boolean cancelled() {
    return cancellation.cancelled();
  }

  /**
   * Runs an action when nobody waits for the answer any more; at once if that is so already. It
   * runs on a thread of the server and must not block.
   *
   * @param action what to run, once at most
   */
  public void onCancel(Runnable action) {
    cancellation.onCancel(action);
  }

  @Override
  public String toString() {
    return method + " " + target.path();
  }
}
