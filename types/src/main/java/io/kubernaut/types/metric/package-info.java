/**
 * What was measured: metric families, metrics and their values, in the vocabulary of OpenMetrics
 * and, where that has no word, of OTLP. Values of one metric from several instances are merged; in
 * which order does not matter.
 *
 * <pre>{@code
 * MetricFamily requests =
 *     MetricFamily.of("http_requests", MetricType.COUNTER, "Requests served.")
 *         .with(Map.of("route", "/orders"), CounterValue.of(1_027));
 *
 * MetricFamily both = requests.merge(requestsOfTheOther, GaugeMerge.SUM);
 * GaugeValue state = BreakerState.HALF_OPEN.gauge();                        // 1
 * }</pre>
 */
package io.kubernaut.types.metric;
