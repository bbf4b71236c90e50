package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** A sample on its way in. */
record Sample(long time, double value, @Nullable NativeHistogram histogram, long start) {}
