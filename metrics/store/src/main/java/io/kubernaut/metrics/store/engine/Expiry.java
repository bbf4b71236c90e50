package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is too old or too much, and nothing that is held. A block of which a part is to go
 * is written without that part. For one thread.
 */
final class Expiry {
  private final StoreOptions options;
  private final Holds holds;

  Expiry(StoreOptions options, Holds holds) {
    this.options = options;
    this.holds = holds;
  }

  /** Tells whether all series of a block share one fate. */
  private boolean isSimple() {
    return options.rules().isEmpty() && holds.all().isEmpty();
  }

  /** Where blocks are, and what their ids mean. */
  record Place(BlockSet blocks, Joiner joiner, IntFunction<@Nullable Labels> labels) {}

  /**
   * Drops what is too old.
   *
   * @param place where
   * @param newest the newest sample of the store
   * @param age how long series are kept that no rule speaks of
   * @param condensedUntil blocks that end later stay, because they are not condensed yet
   */
  void dropOld(Place place, long newest, Duration age, long condensedUntil) throws IOException {
    long youngest = newest - youngestAge(age).toMillis();
    for (Block block : place.blocks().all()) {
      long to = block.meta().toMillis();
      if (to < youngest && to < condensedUntil) {
        drop(place, block, labels -> to < newest - ageOf(labels, age).toMillis());
      }
    }
  }

  private Duration youngestAge(Duration age) {
    return options.rules().stream()
        .map(RetentionRule::age)
        .reduce(age, (a, b) -> a.compareTo(b) < 0 ? a : b);
  }

  /** Returns how long the samples of a series are kept, if no rule speaks of it for so long. */
  Duration ageOf(Labels series, Duration age) {
    for (RetentionRule rule : options.rules()) {
      if (LabelMatcher.allMatch(rule.matchers(), series)) {
        return rule.age();
      }
    }
    return age;
  }

  /** Returns how long samples of a series are kept as they came in, if they are not held. */
  Duration ageOf(Labels series) {
    return ageOf(series, options.retention());
  }

  /** Drops the oldest blocks until the rest takes no more than so many bytes. */
  void dropMany(Place place, long mostBytes) throws IOException {
    long bytes = place.blocks().bytes();
    for (Block block : place.blocks().all()) {
      if (bytes <= mostBytes) {
        return;
      }
      bytes -= block.meta().bytes();
      drop(place, block, labels -> true);
    }
  }

  private void drop(Place place, Block block, Predicate<Labels> goes) throws IOException {
    if (isSimple()) {
      place.blocks().drop(List.of(block));
      return;
    }
    BlockMeta meta = block.meta();
    Predicate<Labels> stays =
        named -> {
          Labels labels = TierHistory.plain(named);
          return !goes.test(labels) || holds.holds(labels, meta.fromMillis(), meta.toMillis());
        };
    int staying = count(place, block, stays);
    if (staying == 0) {
      place.blocks().drop(List.of(block));
    } else if (staying < block.index().series() && !block.hasDamage()) {
      place.joiner().rewrite(List.of(block), stays);
    }
  }

  private static int count(Place place, Block block, Predicate<Labels> stays) {
    List<Labels> staying = new ArrayList<>();
    for (int at = 0; at < block.index().series(); at++) {
      Labels labels = place.labels().apply(block.index().id(at));
      if (labels != null && stays.test(labels)) {
        staying.add(labels);
      }
    }
    return staying.size();
  }
}
