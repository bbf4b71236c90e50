/**
 * Series of samples: {@link io.kubernaut.metrics.store.SeriesSource} reads them, {@link
 * io.kubernaut.metrics.store.SeriesSink} writes them.
 */
package io.kubernaut.metrics.store;
