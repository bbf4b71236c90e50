package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.Tags;

/** A quantity of something in particular: what one series shows. */
record Measure(Quantity quantity, Tags tags) {}
