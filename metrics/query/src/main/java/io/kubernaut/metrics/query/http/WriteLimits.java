package io.kubernaut.metrics.query.http;

/**
 * How much a remote write may bring.
 *
 * @param bytes bytes of a request when it is unpacked; more is answered with 400
 * @param requests requests at the same time; more are answered with 503 and tried again by senders
 * @param knownSeries series whose labels are remembered, so that they need not be read again
 * @param labels labels of a series
 * @param labelBytes bytes of a label's name, and of its value
 */
public record WriteLimits(int bytes, int requests, int knownSeries, int labels, int labelBytes) {

  /** 32 MiB, 16 requests, 250,000 series, 128 labels, 8 KiB. */
  public static final WriteLimits DEFAULTS = new WriteLimits(32 << 20, 16, 250_000, 128, 8 << 10);

  /**
   * Checks the limits.
   *
   * @param bytes bytes of a request when it is unpacked
   * @param requests requests at the same time
   * @param knownSeries series whose labels are remembered
   * @param labels labels of a series
   * @param labelBytes bytes of a label's name, and of its value
   */
  public WriteLimits {
    between("bytes", bytes, 1 << 10, 256 << 20);
    between("requests", requests, 1, 1_000);
    between("knownSeries", knownSeries, 1, 100_000_000);
    between("labels", labels, 1, 10_000);
    between("labelBytes", labelBytes, 16, 1 << 20);
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Limit of writes %s = %d must be between %d and %d.".formatted(name, value, least, most));
    }
  }
}
