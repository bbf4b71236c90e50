package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Matching;
import io.kubernaut.metrics.store.Labels;
import java.util.HashSet;
import java.util.Set;

/** The labels by which series of two sides find each other. */
final class Signatures {

  private final boolean on;
  private final Set<String> names;

  Signatures(Matching matching) {
    on = matching.on();
    names = new HashSet<>(matching.labels());
    if (!on) {
      names.add(Labels.NAME);
    }
  }

  Labels of(Labels labels) {
    if (!on && names.size() == 1) {
      return SeriesLabels.withoutMetadata(labels);
    }
    return on ? labels.only(names) : SeriesLabels.withoutMetadata(labels).without(names);
  }

  /** Returns the labels that a missing partner would have. */
  Labels ofMissing(Labels partner) {
    return on ? partner.only(names) : partner.without(names);
  }
}
