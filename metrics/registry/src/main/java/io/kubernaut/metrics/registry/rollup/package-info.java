/**
 * Roll-ups: what happened to each series in each second, ten seconds, minute.
 *
 * <pre>{@code
 * RollUps rollUps = registry.rollUps();
 * rollUps.every(Duration.ofSeconds(10), Duration.ofMinutes(1));
 * rollUps.onWindow(window -> window.find("http_latency_seconds")
 *     .forEach(series -> log.info("{} p99 {}", series.labels(), series.quantile(0.99))));
 * }</pre>
 */
package io.kubernaut.metrics.registry.rollup;
