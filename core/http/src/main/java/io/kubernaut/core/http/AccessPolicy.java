package io.kubernaut.core.http;

import java.security.Principal;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides who may use which route. Asked once for each request, with the matched route's
 * permission, never with a path; not asked for {@link Permission#PUBLIC}.
 *
 * <p>Called by several threads at once, before the body is read and before the request has a place
 * among those that are handled: it decides from memory. One that waits, for a directory say, holds
 * a thread which no limit counts. What it throws denies.
 */
@FunctionalInterface
public interface AccessPolicy {

  /**
   * Decides.
   *
   * @param request what is asked; its body is not read yet
   * @param permission what the route needs
   * @return the decision
   */
  Access decide(Request request, Permission permission);

  /**
   * Returns the policy that lets everybody in, for a server that only the same host can reach.
   *
   * @return the open policy
   */
  static AccessPolicy allowAll() {
    return (request, permission) -> Access.granted();
  }

  /**
   * Returns the policy that lets nobody in, except to public routes.
   *
   * @return the closed policy
   */
  static AccessPolicy denyAll() {
    return (request, permission) -> new Access.Forbidden();
  }

  /** A decision. */
  sealed interface Access {

    /**
     * Lets an anonymous caller in.
     *
     * @return the decision
     */
    static Access granted() {
      return Granted.ANONYMOUS;
    }

    /**
     * Lets a known caller in.
     *
     * @param principal who it is
     * @return the decision
     */
    static Access grantedTo(Principal principal) {
      return new Granted(Optional.of(principal));
    }

    /**
     * The caller may.
     *
     * @param principal who it is, if known
     */
    record Granted(Optional<Principal> principal) implements Access {

      private static final Granted ANONYMOUS = new Granted(Optional.empty());

      /**
       * Checks the parts.
       *
       * @param principal who it is, if known
       */
      public Granted {
        Objects.requireNonNull(principal, "principal");
      }
    }

    /**
     * The caller must say who it is: status 401.
     *
     * @param challenge the value of {@code WWW-Authenticate}, such as {@code Bearer}
     */
    record Unauthenticated(String challenge) implements Access {

      /**
       * Checks the parts.
       *
       * @param challenge the value of {@code WWW-Authenticate}, such as {@code Bearer}
       */
      public Unauthenticated {
        if (challenge.isBlank()) {
          throw new IllegalArgumentException(
              "An authentication challenge must not be blank. Use a scheme, for example \"Bearer\".");
        }
      }
    }

    /** The caller is known, or does not matter, and may not: status 403. */
    record Forbidden() implements Access {}
  }
}
