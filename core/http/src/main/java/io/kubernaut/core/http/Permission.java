package io.kubernaut.core.http;

import java.util.regex.Pattern;

/**
 * What a caller must be allowed in order to use a route, for example {@code metrics:read}. Every
 * route declares one; who has it is decided by the {@link AccessPolicy}.
 *
 * @param name area and verb, joined by a colon
 */
public record Permission(String name) {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]*:[a-z][a-z0-9-]*");

  /**
   * For routes that anybody may use, such as a liveness probe: the access policy is not asked. To
   * make a route public is a decision, so it is spelled out.
   */
  public static final Permission PUBLIC = new Permission("public:read");

  /**
   * Checks the parts.
   *
   * @param name area and verb, joined by a colon
   */
  public Permission {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid permission \"%s\". Use area and verb in small letters, digits and '-', for example \"metrics:read\"."
              .formatted(name));
    }
  }

  /**
   * Returns the permission of this name.
   *
   * @param name area and verb, for example {@code metrics:read}
   * @return the permission
   * @throws IllegalArgumentException if the name does not have that shape
   */
  public static Permission of(String name) {
    return new Permission(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
