package io.kubernaut.core.http;

import java.util.Objects;

/**
 * A method and a path pattern, the permission they need, and who answers. A route without a
 * permission cannot be built.
 *
 * <pre>{@code
 * Route.get("/api/v1/label/{name}/values", Permission.of("metrics:read"), labels::values)
 *     .describedAs("The values of one label")
 * }</pre>
 *
 * @param method the method; {@code HEAD} and {@code OPTIONS} follow by themselves
 * @param pattern literal segments and {@code {name}} parameters, each a whole segment; a last
 *     {@code {name...}} takes the rest of the path
 * @param permission what the caller must be allowed
 * @param handler who answers
 * @param description one line for the index, or empty to stay out of it
 * @param essential whether it is answered even when the limits of concurrent requests, of
 *     connections and of the rate are used up by others, as a probe must be; its handler must not
 *     block
 */
public record Route(
    HttpMethod method,
    String pattern,
    Permission permission,
    Handler handler,
    String description,
    boolean essential) {

  /**
   * Checks the parts.
   *
   * @param method the method; {@code HEAD} and {@code OPTIONS} follow by themselves
   * @param pattern literal segments and {@code {name}} parameters, each a whole segment; a last
   *     {@code {name...}} takes the rest of the path
   * @param permission what the caller must be allowed
   * @param handler who answers
   * @param description one line for the index, or empty to stay out of it
   * @param essential whether it is answered even when the limits of concurrent requests, of
   *     connections and of the rate are used up by others, as a probe must be; its handler must not
   *     block
   */
  public Route {
    Objects.requireNonNull(permission, () -> "permission of route " + pattern);
    Objects.requireNonNull(handler, () -> "handler of route " + pattern);
    Objects.requireNonNull(description, () -> "description of route " + pattern);
    if (!method.routable()) {
      throw new IllegalArgumentException(
          "A route cannot declare %s: it is answered by the router. Declare GET %s instead."
              .formatted(method, pattern));
    }
    PathPattern.parse(pattern);
  }

  /**
   * A route without a description that gives way under load.
   *
   * @param method the method
   * @param pattern the path pattern
   * @param permission what the caller must be allowed
   * @param handler who answers
   */
  public Route(HttpMethod method, String pattern, Permission permission, Handler handler) {
    this(method, pattern, permission, handler, "", false);
  }

  /**
   * Returns a route for reading.
   *
   * @param pattern the path pattern
   * @param permission what the caller must be allowed
   * @param handler who answers
   * @return the route
   * @throws IllegalArgumentException if the pattern is malformed
   */
  public static Route get(String pattern, Permission permission, Handler handler) {
    return new Route(HttpMethod.GET, pattern, permission, handler);
  }

  /**
   * Returns a route for acting.
   *
   * @param pattern the path pattern
   * @param permission what the caller must be allowed
   * @param handler who answers
   * @return the route
   * @throws IllegalArgumentException if the pattern is malformed
   */
  public static Route post(String pattern, Permission permission, Handler handler) {
    return new Route(HttpMethod.POST, pattern, permission, handler);
  }

  /**
   * Returns this route with a line for the index.
   *
   * @param description what a reader gets there
   * @return the changed copy
   */
  public Route describedAs(String description) {
    return new Route(method, pattern, permission, handler, description, essential);
  }

  /**
   * Returns this route as one that is answered even when others have used up the limits of
   * concurrent requests, of connections and of the rate. Its handler must not block.
   *
   * @return the changed copy
   */
  public Route asEssential() {
    return new Route(method, pattern, permission, handler, description, true);
  }

  @Override
  public String toString() {
    return method + " " + pattern;
  }
}
