package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples that were deleted, and where they may still be: in the blocks of each folder up to a
 * number. What came later is not meant.
 *
 * @param number tells deletions apart
 * @param selectors which series: those for which all matchers of any selector hold
 * @param from the first moment
 * @param to the last moment, itself included
 * @param reaches how far it goes, by folder
 */
record Deletion(
    long number,
    List<List<LabelMatcher>> selectors,
    long from,
    long to,
    Map<String, Reach> reaches) {

  /**
   * How far a deletion goes in one folder.
   *
   * @param through the number of the last block that it covers
   * @param due whether what is left of the stretches it touches has yet to be condensed again
   */
  record Reach(long through, boolean due) {}

  Deletion {
    selectors = selectors.stream().map(List::copyOf).toList();
    reaches = Collections.unmodifiableMap(new TreeMap<>(reaches)); // written in the same order
  }

  /** Returns how far this goes in a folder; nowhere in one that is younger. */
  Reach reach(String folder) {
    return reaches.getOrDefault(folder, new Reach(0, false));
  }

  boolean selects(Labels series) {
    for (List<LabelMatcher> selector : selectors) {
      if (LabelMatcher.allMatch(selector, series)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the first moment of the stretches that this touches. */
  long from(Tier tier) {
    return tier.floor(from);
  }

  /** Returns the last moment of the stretches that this touches. */
  long to(Tier tier) {
    return to > Long.MAX_VALUE - tier.spacingMillis()
        ? Long.MAX_VALUE
        : tier.floor(to) + tier.spacingMillis() - 1;
  }

  /** Returns this when a tier was condensed again. */
  Deletion condensed(String folder) {
    Map<String, Reach> now = new HashMap<>(reaches);
    now.put(folder, new Reach(reach(folder).through(), false));
    return new Deletion(number, selectors, from, to, now);
  }

  void writeTo(ByteSink out) {
    out.varint(number);
    out.varint(selectors.size());
    selectors.forEach(selector -> SmallFile.matchers(selector, out));
    out.signed(from);
    out.signed(to);
    out.varint(reaches.size());
    reaches.forEach(
        (folder, reach) -> {
          SmallFile.text(folder, out);
          out.varint(reach.through());
          out.u8(reach.due() ? 1 : 0);
        });
  }

  static Deletion read(ByteCursor in) {
    long number = in.varint();
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      selectors.add(SmallFile.matchers(in));
    }
    long from = in.signed();
    long to = in.signed();
    Map<String, Reach> reaches = new HashMap<>();
    for (long left = in.varint(); left > 0; left--) {
      reaches.put(SmallFile.text(in), new Reach(in.varint(), in.u8() != 0));
    }
    return new Deletion(number, selectors, from, to, reaches);
  }
}
