package io.kubernaut.metrics.collector;

import io.kubernaut.metrics.registry.exposition.ClassicBounds;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The series of one family that are in the store and have not ended. Nearly always they come in the
 * same order again, so that finding one is a comparison of bytes; otherwise it is a look-up.
 */
final class FamilyMemory {
  private final String name;
  private final Map<Key, Remembered> known = new HashMap<>();
  private final List<Remembered> replaced = new ArrayList<>(0);
  private List<Remembered> order = new ArrayList<>();
  private List<Remembered> orderNow = new ArrayList<>();
  private long round;
  private int seen;
  private ClassicBounds quantiles = ClassicBounds.of();
  private @Nullable MetricMetadata described;

  /** Labels and state, comparable by what they are. */
  @SuppressWarnings("ArrayRecordComponent") // compared by what is in it
  private record Key(byte[] text, String state) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && Arrays.equals(text, that.text)
          && state.equals(that.state);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(text) + state.hashCode();
    }
  }

  FamilyMemory(String name) {
    this.name = name;
  }

  /** Begins at the first series, unless this is the same round still. */
  void begin(long current) {
    if (round != current) {
      round = current;
      seen = 0;
      List<Remembered> before = order;
      order = orderNow;
      orderNow = before;
      orderNow.clear();
    }
  }

  /** Tells whether what is said about the family is new. */
  boolean isNews(MetricMetadata metadata) {
    return !metadata.equals(described);
  }

  void described(MetricMetadata metadata) {
    described = metadata;
  }

  /** Finds a series or makes it; one that is to be stored otherwise than before is made anew. */
  Remembered find(
      byte[] labels,
      int offset,
      int length,
      Remembered.Kind kind,
      ClassicBounds bounds,
      String state) {
    int at = orderNow.size();
    Remembered next = at < order.size() ? order.get(at) : null;
    if (next == null || !next.is(labels, offset, length, kind, bounds, state)) {
      next = lookUp(Arrays.copyOfRange(labels, offset, offset + length), kind, bounds, state);
    }
    orderNow.add(next);
    if (next.see(round)) {
      seen++;
    }
    return next;
  }

  private Remembered lookUp(byte[] text, Remembered.Kind kind, ClassicBounds bounds, String state) {
    Remembered found = known.get(new Key(text, state));
    if (found == null || !found.is(text, 0, text.length, kind, bounds, state)) {
      if (found != null) {
        replaced.add(found);
      }
      found = new Remembered(name, text, kind, bounds, state);
      known.put(new Key(text, state), found);
    }
    return found;
  }

  /** Returns a summary's quantiles, the same object for the same ones. */
  ClassicBounds quantiles(SummarySample sample) {
    boolean same = quantiles.size() == sample.size;
    for (int i = 0; i < sample.size && same; i++) {
      same = quantiles.upperBound(i) == sample.quantiles[i];
    }
    if (!same) {
      quantiles = ClassicBounds.of(Arrays.copyOf(sample.quantiles, sample.size));
    }
    return quantiles;
  }

  int seen(long current) {
    return round == current ? seen : 0;
  }

  /** Shows what was there before and was not seen in a round. */
  void forEachEnded(long current, Consumer<Remembered> consumer) {
    replaced.forEach(consumer);
    if (seen(current) < known.size()) {
      known.values().stream().filter(each -> !each.wasSeen(current)).forEach(consumer);
    }
  }

  /** Forgets these; returns true if nothing is left. */
  boolean forgetEnded(long current) {
    replaced.clear();
    if (seen(current) < known.size()) {
      known.values().removeIf(each -> !each.wasSeen(current));
    }
    return known.isEmpty();
  }
}
