package io.kubernaut.metrics.query;

import java.time.Duration;

/**
 * What a query took.
 *
 * @param series series that were selected
 * @param samples samples that were read
 * @param peakBytes the most memory that was held for results at one time, about
 * @param waiting how long it waited for its turn
 * @param evaluation how long it took then
 */
public record QueryStatistics(
    long series, long samples, long peakBytes, Duration waiting, Duration evaluation) {}
