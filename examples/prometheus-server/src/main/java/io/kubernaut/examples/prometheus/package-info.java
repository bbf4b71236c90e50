/**
 * The embedded store behind the HTTP API of Prometheus: {@link
 * io.kubernaut.examples.prometheus.PrometheusServer} is the program.
 */
@NullMarked
package io.kubernaut.examples.prometheus;

import org.jspecify.annotations.NullMarked;
