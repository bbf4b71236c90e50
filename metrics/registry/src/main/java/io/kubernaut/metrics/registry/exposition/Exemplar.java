package io.kubernaut.metrics.registry.exposition;

/**
 * An example of what was counted, usually with the trace it came from.
 *
 * @param labels escaped text as in {@link MetricSink}
 * @param value what was recorded
 * @param timestampMillis when, in milliseconds since 1970; 0 if unknown
 */
@SuppressWarnings("ArrayRecordComponent") // written as it is, at every scrape
public record Exemplar(byte[] labels, double value, long timestampMillis) {}
