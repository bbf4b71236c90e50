package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.Labels;

/**
 * The identity of a series in the middle of an evaluation. The metric's name is kept until the end,
 * because an expression further out may still ask for it; what drops it leaves a mark only.
 *
 * @param labels the labels
 * @param dropName whether name, type and unit go at the end
 */
record SeriesLabels(Labels labels, boolean dropName) {

  /** The label of a metric's type. */
  static final String TYPE = "__type__";

  /** The label of a metric's unit. */
  static final String UNIT = "__unit__";

  SeriesLabels withoutName() {
    return dropName ? this : new SeriesLabels(labels, true);
  }

  /** Returns the labels as they are in the result. */
  Labels resulting() {
    return dropName ? withoutMetadata(labels) : labels;
  }

  /** Returns labels without name, type and unit. */
  static Labels withoutMetadata(Labels labels) {
    return labels.filter(SeriesLabels::isNoMetadata);
  }

  private static boolean isNoMetadata(String name) {
    return !name.startsWith("__")
        || !(name.equals(Labels.NAME) || name.equals(TYPE) || name.equals(UNIT));
  }
}
