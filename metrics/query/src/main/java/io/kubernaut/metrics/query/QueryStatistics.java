package io.kubernaut.metrics.query;

import java.time.Duration;

/**
 * What a query took.
 *
 * @param series series that were selected
 * @param samples samples that were read
 * @param peakSamples the most samples that were held at one time: a float is one, a histogram as
 *     many as would take its room, at 16 bytes each. Series are read one after the other, so that
 *     it is often less than Prometheus would report; more where a function of a range holds all of
 *     a series and not a window of it
 * @param peakBytes the most memory that was held for results at one time, about
 * @param waiting how long it waited for its turn
 * @param evaluation how long it took then
 */
public record QueryStatistics(
    long series,
    long samples,
    long peakSamples,
    long peakBytes,
    Duration waiting,
    Duration evaluation) {}
