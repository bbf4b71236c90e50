/**
 * The HTTP API of Prometheus: {@link io.kubernaut.metrics.query.http.PrometheusApi} is the door.
 */
package io.kubernaut.metrics.query.http;
