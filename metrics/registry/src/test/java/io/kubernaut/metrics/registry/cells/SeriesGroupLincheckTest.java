package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Looking series up and making them past a limit, by several threads at once, gives what some order
 * of the same calls gives in one thread: a list of known values, the first two of which are kept.
 */
@Tag("BR-MET-002")
class SeriesGroupLincheckTest {
  private static final int LIMIT = 2;

  /** What the threads share. */
  @Param(name = "value", gen = IntGen.class, conf = "1:4")
  public static class Shared {
    private final Cells cells =
        new Cells(
            System::nanoTime,
            new CellKeeper(1 << 20),
            new SeriesLimits(LIMIT, 1_000),
            new MisuseLog());
    private final SeriesGroup group =
        new SeriesGroup(
            cells,
            new SeriesDefinition(
                "requests", Meter.Type.COUNTER, List.of("route"), Tags.empty(), null, null),
            CounterSeries::new);

    @Operation
    public String with(@Param(name = "value") int value) {
      return group.with(Integer.toString(value)).value(0);
    }

    @Operation
    public boolean has(@Param(name = "value") int value) {
      return group.has(Integer.toString(value));
    }
  }

  /** The same in one thread. */
  public static class InOrder {
    private final List<Integer> known = new ArrayList<>();

    public String with(int value) {
      if (!known.contains(value) && known.size() < LIMIT) {
        known.add(value);
      }
      return known.contains(value) ? Integer.toString(value) : SeriesGroup.OVERFLOW;
    }

    public boolean has(int value) {
      return known.contains(value);
    }
  }

  @Test
  void looksUpAndMakesSeriesAsIfOneThreadDidItAll() {
    new StressOptions()
        .iterations(10)
        .invocationsPerIteration(300)
        .threads(2)
        .actorsPerThread(3)
        .sequentialSpecification(InOrder.class)
        .check(Shared.class);
  }
}
