package io.kubernaut.metrics.registry.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What ends the labels of a histogram's buckets, {@code le="0.5"} and brace and blank, one after
 * the other in one array, the infinite bound's last. Behind them is what {@link WideCopy} needs.
 * Immutable.
 */
final class BoundTexts {
  private static final byte[] BEGIN = TextFormat.ascii("le=\"");
  private static final byte[] END = TextFormat.ascii("\"} ");

  private final byte[] bytes;
  private final int[] ends;

  private BoundTexts(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  /**
   * Writes the texts.
   *
   * @param bounds without the infinite one
   * @param asFloat whether a whole bound is {@code 1.0} as OpenMetrics wants it, or {@code 1}
   */
  static BoundTexts of(double[] bounds, boolean asFloat) {
    int[] ends = new int[bounds.length + 1];
    byte[] bytes =
        new byte[ends.length * (BEGIN.length + NumberText.LONGEST + END.length) + WideCopy.SLACK];
    NumberText numbers = new NumberText();
    int at = 0;
    for (int i = 0; i <= bounds.length; i++) {
      double bound = i == bounds.length ? Double.POSITIVE_INFINITY : bounds[i];
      at = WideCopy.copy(BEGIN, 0, bytes, at, BEGIN.length);
      at = asFloat ? numbers.writeFloat(bound, bytes, at) : numbers.writeBound(bound, bytes, at);
      at = WideCopy.copy(END, 0, bytes, at, END.length);
      ends[i] = at;
    }
    return new BoundTexts(Arrays.copyOf(bytes, at + WideCopy.SLACK), ends);
  }

  int size() {
    return ends.length;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  int end(int i) {
    return ends[i];
  }

  /** A bound by itself. */
  String value(int i) {
    int start = start(i) + BEGIN.length;
    return new String(bytes, start, ends[i] - END.length - start, StandardCharsets.US_ASCII);
  }
}
