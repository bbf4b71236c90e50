package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.query.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much each part of a query did. Nodes are measured only if somebody asked: a look at the clock
 * for each series costs as much as a short function.
 */
public final class Measures {

  /** Measures nothing. */
  public static final Measures OFF = new Measures(null);

  private final @Nullable MonotonicClock clock;
  private final List<Measure> roots = new ArrayList<>();
  private @Nullable Measure current;

  private Measures(@Nullable MonotonicClock clock) {
    this.clock = clock;
  }

  /** Returns measures by this clock. */
  public static Measures by(MonotonicClock clock) {
    return new Measures(clock);
  }

  boolean on() {
    return clock != null;
  }

  /** Returns what was measured of the whole query. */
  public List<Measure> roots() {
    return roots;
  }

  /** Begins the measure of an expression; those begun before its end are parts of it. */
  Measure begin(Expr expr) {
    Measure measure = new Measure(expr, current, clock);
    (current == null ? roots : current.parts).add(measure);
    current = measure;
    return measure;
  }

  void end(Measure measure) {
    current = measure.outer;
  }

  /** What one part of a query did. */
  public static final class Measure {

    private final Expr expr;
    private final @Nullable Measure outer;
    private final @Nullable MonotonicClock clock;
    private final List<Measure> parts = new ArrayList<>();
    private long series;
    private long samples;
    private long nanos;

    private Measure(Expr expr, @Nullable Measure outer, @Nullable MonotonicClock clock) {
      this.expr = expr;
      this.outer = outer;
      this.clock = clock;
    }

    public Expr expr() {
      return expr;
    }

    public List<Measure> parts() {
      return parts;
    }

    public long series() {
      return series;
    }

    public long samples() {
      return samples;
    }

    /** Time spent in this part and its parts. */
    public long nanos() {
      return nanos;
    }

    long now() {
      return clock == null ? 0 : clock.nanos();
    }

    void took(long since) {
      nanos += now() - since;
    }

    void found(int number) {
      series += number;
    }

    void gave(int number) {
      samples += number;
    }
  }
}
