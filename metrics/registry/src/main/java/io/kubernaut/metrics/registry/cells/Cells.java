package io.kubernaut.metrics.registry.cells;

import io.kubernaut.core.runtime.MonotonicClock;

/**
 * What every series of one registry needs: the clock, the keeper of hot cells, the limits and the
 * log of misuse.
 *
 * @param clock measures how fast a meter is used
 * @param keeper the lock and the memory budget of hot cells
 * @param limits how many series there may be
 * @param misuse where wrong recordings are counted
 */
public record Cells(
    MonotonicClock clock, CellKeeper keeper, SeriesLimits limits, MisuseLog misuse) {}
