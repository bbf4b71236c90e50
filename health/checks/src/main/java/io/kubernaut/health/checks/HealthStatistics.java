package io.kubernaut.health.checks;

import java.time.Duration;

/**
 * How the checking itself fares.
 *
 * @param checks how many checks there are
 * @param threads how many threads are held by runs
 * @param threadLimit how many may be
 * @param hanging how many of them are held by runs past their deadline
 * @param waiting how many runs wait for a thread
 * @param timeouts how many runs took longer than they may, since the start
 * @param reports how many reports were made, since the start
 * @param lag the longest time something was done too late, in the last half to whole minute
 * @param reportCost how long it took to make the latest report
 */
public record HealthStatistics(
    int checks,
    int threads,
    int threadLimit,
    int hanging,
    int waiting,
    long timeouts,
    long reports,
    Duration lag,
    Duration reportCost) {}
