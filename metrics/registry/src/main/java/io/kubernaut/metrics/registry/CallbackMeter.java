package io.kubernaut.metrics.registry;

import io.micrometer.core.instrument.Meter;
import java.util.function.Supplier;

/**
 * A meter whose values are asked for: a gauge on an object, a function counter, a long task timer.
 * The values of the last asking are kept, so that a scrape writes without running the host's code.
 *
 * <p>They are kept in two arrays that take turns. Meters live long: were each answer's own array
 * kept, the garbage collector would visit every meter at each collection, and copy its array.
 */
final class CallbackMeter {
  private static final double[] NONE = {};

  private final Meter meter;
  private final byte[] labels;
  private final Supplier<double[]> question;
  private volatile double[] values = NONE;
  private double[] spare = NONE; // racy on purpose: two who ask at once leave answers of both
  private volatile boolean hanging;

  CallbackMeter(Meter meter, byte[] labels, Supplier<double[]> question) {
    this.meter = meter;
    this.labels = labels;
    this.question = question;
  }

  Meter meter() {
    return meter;
  }

  boolean isFor(Meter.Id id) {
    return meter.getId().equals(id);
  }

  byte[] labels() {
    return labels;
  }

  /** Asks. May throw and may hang. */
  void evaluate() {
    double[] answer = question.get();
    double[] next = spare.length == answer.length ? spare : new double[answer.length];
    System.arraycopy(answer, 0, next, 0, answer.length);
    spare = values;
    values = next;
  }

  /** There is no answer: nothing old is shown in its place. */
  void forget() {
    values = NONE;
  }

  /** Nobody waits for the answer any more. It is not asked again until it has come back. */
  void abandon() {
    forget();
    hanging = true;
  }

  boolean isHanging() {
    return hanging;
  }

  void cameBack() {
    hanging = false;
  }

  /** The values of the last asking; NaN where there was none. */
  double value(int i) {
    double[] last = values;
    return i < last.length ? last[i] : Double.NaN;
  }
}
