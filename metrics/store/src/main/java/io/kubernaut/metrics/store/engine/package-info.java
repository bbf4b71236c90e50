/**
 * The embedded time-series store: a head in memory with a journal, and immutable blocks.
 *
 * @see io.kubernaut.metrics.store.engine.TimeSeriesStore
 */
@NullMarked
package io.kubernaut.metrics.store.engine;

import org.jspecify.annotations.NullMarked;
