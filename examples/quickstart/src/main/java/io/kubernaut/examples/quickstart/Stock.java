package io.kubernaut.examples.quickstart;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How many of each item there are. Safe for any thread. */
final class Stock {

  private final Map<String, Integer> levels = new ConcurrentHashMap<>();

  Stock(Map<String, Integer> levels) {
    this.levels.putAll(levels);
  }

  Set<String> items() {
    return levels.keySet();
  }

  /** Returns how many there are; empty for an item that is not sold here. */
  OptionalInt level(String item) {
    Integer level = levels.get(item);
    return level == null ? OptionalInt.empty() : OptionalInt.of(level);
  }

  /** Takes so many out, or none at all; returns whether there were enough. */
  boolean take(String item, int quantity) {
    boolean[] taken = new boolean[1];
    levels.computeIfPresent(
        item,
        (key, level) -> {
          taken[0] = level >= quantity;
          return taken[0] ? level - quantity : level;
        });
    return taken[0];
  }

  void add(String item, int quantity) {
    levels.computeIfPresent(item, (key, level) -> level + quantity);
  }
}
