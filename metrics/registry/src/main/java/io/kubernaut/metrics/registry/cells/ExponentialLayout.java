package io.kubernaut.metrics.registry.cells;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Where a positive value falls in the base-2 exponential buckets of Prometheus' native histograms
 * and of OpenTelemetry.
 *
 * <p>At scale {@code s} an octave (a doubling) has {@code 2^s} buckets, and bucket {@code i} holds
 * the values {@code v} with {@code base^i < v <= base^(i+1)}, {@code base = 2^(2^-s)}. No logarithm
 * is taken: {@link Slices} explains how the bits lead to the bucket. Bounds belong to the bucket
 * below them, which is had by stepping the bits down by one first.
 *
 * <p>The table is exact: each bound is computed to 60 digits and rounded up to a double, never
 * through {@code Math.pow}, whose last bit is not reliable. See the OpenTelemetry metrics data
 * model, "Exponential histogram", and Prometheus' native histogram specification, whose bucket
 * number is {@code i + 1}.
 *
 * <p>Immutable; safe for any thread.
 */
public final class ExponentialLayout {
  /** The most buckets an octave can have, as a power of two. */
  public static final int MAX_SCALE = 8;

  private static final int EXPONENT_BIAS = 1023;
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private final int scale;
  private final int sliceShift;
  private final int bias;
  private final long[] corrections;
  private final double[] bounds;

  /**
   * Makes the layout of a scale.
   *
   * @param scale how fine: {@code 2^scale} buckets in an octave, from 0 to {@value #MAX_SCALE}
   */
  public ExponentialLayout(int scale) {
    if (scale < 0 || scale > MAX_SCALE) {
      throw new IllegalArgumentException(
          "Invalid histogram scale " + scale + ". Use a scale from 0 to " + MAX_SCALE + ".");
    }
    this.scale = scale;
    this.sliceShift = Slices.shift(scale);
    this.bias = EXPONENT_BIAS << scale;
    this.bounds = boundsOfAnOctave(scale);
    this.corrections = Slices.corrections(scale, thresholds(bounds));
  }

  /**
   * Returns the scale.
   *
   * @return the scale, which is Prometheus' schema number
   */
  public int scale() {
    return scale;
  }

  /**
   * Returns the bucket of a value.
   *
   * @param value a positive, finite, normal double
   * @return the index {@code i} with {@code base^i < value <= base^(i+1)}
   */
  public int index(double value) {
    long bits = Double.doubleToRawLongBits(value) - 1;
    int slice = (int) (bits >>> sliceShift);
    long correction = corrections[slice & (corrections.length - 1)];
    long within = ((bits & Slices.MANTISSA_MASK) + correction) >> Slices.MANTISSA_BITS;
    return (slice >> 1) + (int) within - bias;
  }

  /**
   * Returns the inclusive upper bound of a bucket.
   *
   * @param index a bucket's index as {@link #index} gives it
   * @return the largest double in the bucket
   */
  public double upperBound(int index) {
    int position = (index + 1) & ((1 << scale) - 1);
    double bound = position == 0 ? 1.0 : Math.nextDown(bounds[position]);
    return Math.scalb(bound, (index + 1) >> scale);
  }

  /** The greatest mantissas, stepped down, before each bound but the first. */
  private static long[] thresholds(double[] bounds) {
    long[] thresholds = new long[bounds.length - 1];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = (Double.doubleToRawLongBits(bounds[i + 1]) & Slices.MANTISSA_MASK) - 2;
    }
    return thresholds;
  }

  /**
   * The bounds {@code 2^(i / 2^scale)} of the octave from 1 to 2, each the smallest double not
   * below it.
   */
  private static double[] boundsOfAnOctave(int scale) {
    BigDecimal root = BigDecimal.valueOf(2);
    for (int i = 0; i < scale; i++) {
      root = root.sqrt(DIGITS);
    }
    double[] bounds = new double[1 << scale];
    BigDecimal bound = BigDecimal.ONE;
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = roundedUp(bound);
      bound = bound.multiply(root, DIGITS);
    }
    return bounds;
  }

  private static double roundedUp(BigDecimal exact) {
    double nearest = exact.doubleValue();
    return new BigDecimal(nearest).compareTo(exact) < 0 ? Math.nextUp(nearest) : nearest;
  }
}
