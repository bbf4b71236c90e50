package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Series whose labels a function changes. A name that it sets is kept. */
final class RelabelledNode extends VectorNode {

  private final VectorNode child;
  private final boolean setsName;
  private final Function<Labels, Optional<Labels>> change;
  private final List<SeriesLabels> labels = new ArrayList<>();

  /** The change is empty for labels that stay as they are. */
  RelabelledNode(VectorNode child, boolean setsName, Function<Labels, Optional<Labels>> change) {
    super(child.grid());
    this.child = child;
    this.setsName = setsName;
    this.change = change;
  }

  @Override
  void prepare() {
    child.prepare();
    for (int i = 0; i < child.size(); i++) {
      SeriesLabels old = child.labels(i);
      labels.add(
          change
              .apply(old.labels())
              .map(changed -> new SeriesLabels(changed, old.dropName() && !setsName))
              .orElse(old));
    }
  }

  @Override
  int size() {
    return labels.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return labels.get(index);
  }

  @Override
  void read(int index, StepColumn into) {
    child.read(index, into);
  }

  @Override
  public void close() {
    child.close();
  }
}
