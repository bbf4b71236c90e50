package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Shows a cache under the names that Micrometer gives every cache. */
final class FiguresOfCache extends CacheMeterBinder<CacheFigures> {
  private final CacheFigures figures; // the superclass holds it weakly

  FiguresOfCache(CacheFigures figures, String name) {
    super(figures, name, Tags.empty());
    this.figures = figures;
  }

  @Override
  protected @Nullable Long size() {
    return orNull(figures.size());
  }

  @Override
  protected long hitCount() {
    return figures.hits();
  }

  @Override
  protected Long missCount() {
    return figures.misses();
  }

  @Override
  protected @Nullable Long evictionCount() {
    return orNull(figures.evictions());
  }

  @Override
  protected long putCount() {
    return figures.puts();
  }

  @Override
  protected void bindImplementationSpecificMetrics(MeterRegistry registry) {}

  /** Micrometer's way to say that a cache does not tell. */
  private static @Nullable Long orNull(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : null;
  }
}
