package io.kubernaut.metrics.store.index;

import java.util.Arrays;

/**
 * The ids of the series that have one label value, rising. One thread adds under the index's lock;
 * any thread reads.
 */
final class Postings {
  private int[] ids = new int[2];
  private volatile int size; // publishes what was put into the array before

  void add(int id) {
    int at = size;
    if (at == ids.length) {
      ids = Arrays.copyOf(ids, at * 2);
    }
    ids[at] = id;
    size = at + 1;
  }

  int size() {
    return size;
  }

  void addTo(IdSet set) {
    int count = size;
    int[] all = ids;
    for (int i = 0; i < count; i++) {
      set.add(all[i]);
    }
  }

  /** Returns these without some; there may be none left. */
  Postings without(IdSet dead) {
    Postings left = new Postings();
    for (int i = 0; i < size; i++) {
      if (!dead.has(ids[i])) {
        left.add(ids[i]);
      }
    }
    return left;
  }
}
