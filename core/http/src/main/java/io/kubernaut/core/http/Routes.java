package io.kubernaut.core.http;

import java.util.List;

/**
 * The routes a module contributes. A router collects them; a host may as well mount them in its own
 * server.
 */
@FunctionalInterface
public interface Routes {

  /**
   * Returns the routes. Asked once, when the router is built.
   *
   * @return the routes, in the order in which an index should show them
   */
  List<Route> routes();

  /**
   * Returns a contribution of these routes.
   *
   * @param routes the routes
   * @return the contribution
   */
  static Routes of(Route... routes) {
    List<Route> copy = List.of(routes);
    return () -> copy;
  }
}
