package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.LabelValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one filter that Micrometer's registry knows: it runs the user's filters in their order and
 * then, behind all of them, cuts long tag values and sends what the limits keep out to the overflow
 * series. Doing that last, and before Micrometer stores the id, is what keeps its own maps from
 * growing with every new tag value.
 */
final class CardinalityFilter implements MeterFilter {
  private final List<MeterFilter> filters = new CopyOnWriteArrayList<>();
  private final UnaryOperator<Meter.Id> limit;

  CardinalityFilter(UnaryOperator<Meter.Id> limit) {
    this.limit = limit;
  }

  void add(MeterFilter filter) {
    filters.add(filter);
  }

  /** What the user's filters make of an id. */
  Meter.Id mapped(Meter.Id id) {
    Meter.Id mapped = id;
    for (MeterFilter filter : filters) {
      mapped = filter.map(mapped);
    }
    return mapped;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    return limit.apply(cut(mapped(id)));
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    for (MeterFilter filter : filters) {
      MeterFilterReply reply = filter.accept(id);
      if (reply != MeterFilterReply.NEUTRAL) {
        return reply;
      }
    }
    return MeterFilterReply.NEUTRAL;
  }

  @Override
  public @Nullable DistributionStatisticConfig configure(
      Meter.Id id, DistributionStatisticConfig config) {
    DistributionStatisticConfig merged = config;
    for (MeterFilter filter : filters) {
      DistributionStatisticConfig changed = filter.configure(id, merged);
      merged = changed == null ? merged : changed;
    }
    return merged;
  }

  private static Meter.Id cut(Meter.Id id) {
    List<Tag> tags = id.getTags();
    for (Tag tag : tags) {
      if (tag.getValue().length() > LabelValues.LONGEST) {
        return id.replaceTags(cut(tags));
      }
    }
    return id;
  }

  private static List<Tag> cut(List<Tag> tags) {
    List<Tag> cut = new ArrayList<>(tags.size());
    for (Tag tag : tags) {
      cut.add(Tag.of(tag.getKey(), LabelValues.cut(tag.getValue())));
    }
    return cut;
  }
}
