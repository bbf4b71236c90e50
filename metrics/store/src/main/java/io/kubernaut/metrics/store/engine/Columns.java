package io.kubernaut.metrics.store.engine;

import org.jspecify.annotations.Nullable;

/**
 * Hands out columns of times, so that series whose chunks begin at the same moment share one. They
 * go on sharing it for as long as they get their samples together. Two are offered, because a
 * collection may begin some series now and others, that were zero then, at the one before.
 */
final class Columns {
  private @Nullable TimeColumn newest;
  private @Nullable TimeColumn other;

  TimeColumn beginningAt(long time) {
    TimeColumn column = newest;
    if (column != null && column.times()[0] == time) {
      return column.join();
    }
    TimeColumn before = other;
    other = column;
    newest = before != null && before.times()[0] == time ? before.join() : new TimeColumn(time);
    return newest;
  }
}
