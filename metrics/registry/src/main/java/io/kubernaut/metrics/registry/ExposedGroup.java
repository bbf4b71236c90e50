package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.SeriesGroup;

/**
 * A group and its text.
 *
 * @param group the series
 * @param text their labels as they are written
 */
record ExposedGroup(SeriesGroup group, LabelText text) {}
