package io.kubernaut.metrics.store.engine;

import org.jspecify.annotations.Nullable;

/**
 * Hands out columns of times, so that series whose chunks begin at the same moment share one. They
 * go on sharing it for as long as they get their samples together.
 */
final class Columns {
  private @Nullable TimeColumn newest;

  TimeColumn beginningAt(long time) {
    TimeColumn column = newest;
    if (column != null && column.size() == 1 && column.times()[0] == time) {
      return column.join();
    }
    column = new TimeColumn(time);
    newest = column;
    return column;
  }
}
