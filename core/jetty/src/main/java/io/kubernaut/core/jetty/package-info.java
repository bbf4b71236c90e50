/**
 * The embedded server under the HTTP contract: {@link io.kubernaut.core.jetty.JettyServer}, on
 * Jetty core without servlets.
 */
package io.kubernaut.core.jetty;
