package io.kubernaut.metrics.store;

/**
 * The sample that says: this series has ended. It is one bit pattern among the NaNs, so it is
 * recognised by its bits and by nothing else.
 *
 * <p>It is a signalling NaN. Moving it between variables, arrays and buffers keeps its bits on
 * every 64-bit virtual machine; arithmetic does not.
 */
public final class StaleMarker {

  /** The bits, as Prometheus has them in storage and on the wire. */
  public static final long BITS = 0x7ff0000000000002L;

  /** The marker as a value. */
  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  /**
   * Tells whether a value is the marker.
   *
   * @param value any value
   * @return true if its bits are {@link #BITS}
   */
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
