package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-002")
class CellTableTest {

  private static Thread ended() throws InterruptedException {
    Thread thread = new Thread(() -> {});
    thread.start();
    thread.join();
    return thread;
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(CellTable.find(null, Thread.currentThread())).isNull();
    assertThat(CellTable.orEmpty(null)).isEmpty();
    assertThat(CellTable.hasAbandoned(null)).isFalse();
  }

  @Test
  void givesEachThreadItsOwnCellAsItGrows() {
    long seed = 5;
    Random random = new Random(seed);
    Map<Thread, Object> cells = new HashMap<>();
    @Nullable Object[] table = null;
    for (int i = 0; i < 1_000; i++) {
      Thread thread = new Thread(() -> {});
      if (random.nextInt(3) == 0) { // leave gaps in the ids
        Object cell = "cell of " + thread.getId();
        cells.put(thread, cell);
        table = CellTable.insert(table, thread, cell);
      }
    }
    for (Map.Entry<Thread, Object> expected : cells.entrySet()) {
      assertThat(CellTable.find(table, expected.getKey()))
          .as("seed %d", seed)
          .isSameAs(expected.getValue());
    }
  }

  /** Thread.getId can be overridden on Java 17, so it must not decide whose a cell is. */
  @Test
  void tellsThreadsApartThatClaimTheSameId() {
    Thread one = new Namesake();
    Thread other = new Namesake();
    @Nullable Object[] table = CellTable.insert(null, one, "one");
    assertThat(CellTable.find(table, other)).isNull();
    table = CellTable.insert(table, other, "other");
    assertThat(CellTable.find(table, one)).isEqualTo("one");
    assertThat(CellTable.find(table, other)).isEqualTo("other");
  }

  private static final class Namesake extends Thread {
    @Override
    @SuppressWarnings("deprecation")
    public long getId() {
      return -7;
    }
  }

  @Test
  void seesThatAThreadHasDiedAndForgetsIt() throws InterruptedException {
    @Nullable Object[] table = CellTable.insert(null, ended(), "left behind");
    table = CellTable.insert(table, Thread.currentThread(), "mine");
    assertThat(CellTable.hasAbandoned(table)).isTrue();
    for (int at = 0; at < table.length; at += 2) {
      if (CellTable.isAbandoned(table, at)) {
        assertThat(CellTable.cell(table, at)).isEqualTo("left behind");
        CellTable.remove(table, at);
      }
    }
    assertThat(CellTable.hasAbandoned(table)).isFalse();
    assertThat(table).hasSize(16).doesNotContain("left behind");
    assertThat(CellTable.find(table, Thread.currentThread())).isEqualTo("mine");
  }
}
