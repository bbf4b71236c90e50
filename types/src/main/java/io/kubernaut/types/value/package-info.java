/**
 * Scalars as people write them in configuration: durations in Go's and Prometheus' notation, byte
 * sizes, Kubernetes quantities, and secrets. All can be components of records.
 *
 * <pre>{@code
 * Duration timeout = GoDuration.parse("1h30m");
 * Quantity memory = Quantity.parse("1.5Gi").plus(Quantity.parse("512Mi"));   // 2Gi
 * try (Secret password = Secret.of(characters)) {
 *   log.info("connecting with {}", password);                                // Secret[hidden]
 * }
 * }</pre>
 */
package io.kubernaut.types.value;
