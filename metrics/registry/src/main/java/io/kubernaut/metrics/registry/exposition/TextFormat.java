package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the two text formats have in common: lines of name, labels and number.
 *
 * <p>A line is put together from bytes that exist already (the family's name, the suffix, the
 * series' labels as they are, a bucket's bound) and digits written in place. Nothing is allocated
 * for a sample, nor for a family once the array for its name is long enough.
 */
abstract sealed class TextFormat implements FormatWriter permits PrometheusText, OpenMetricsText {
  static final byte[] NO_SUFFIX = {};
  static final byte[] TOTAL = ascii("_total");
  static final byte[] INFO = ascii("_info");
  private static final byte[] QUANTILE = ascii("quantile=\"");
  private static final byte[] VALUE_END = ascii("\"} ");

  final TextBuffer out = new TextBuffer();
  final LineHead plain = new LineHead(NO_SUFFIX);
  final LineHead total = new LineHead(TOTAL);
  final LineHead info = new LineHead(INFO);
  final LineHead sum = new LineHead(ascii("_sum"));
  final LineHead count = new LineHead(ascii("_count"));
  final LineHead created = new LineHead(ascii("_created"));
  final LineHead gaugeSum = new LineHead(ascii("_gsum"));
  final LineHead gaugeCount = new LineHead(ascii("_gcount"));
  private final LineHead bucket = new LineHead(ascii("_bucket"));
  private final List<LineHead> heads =
      List.of(plain, total, info, sum, count, created, gaugeSum, gaugeCount, bucket);
  private byte[] name = new byte[128];
  private int nameLength;
  private byte[] common = new byte[256];
  private int commonLength;

  TextFormat() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public final void writeAll(MetricSource source, NameFilter filter, OutputStream stream)
      throws IOException {
    out.begin(stream);
    try {
      source.collect(filter, this);
      finish();
      out.end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Writes what stands behind the last family. */
  abstract void finish();

  /** Keeps the name that the samples to come begin with. */
  final void name(String family) {
    int most = family.length() * 3;
    name = name.length < most ? new byte[most] : name;
    nameLength = 0;
    for (int i = 0; i < family.length(); i += Character.charCount(family.codePointAt(i))) {
      nameLength = Utf8.write(family.codePointAt(i), name, nameLength);
    }
    for (LineHead head : heads) {
      head.begin(name, nameLength);
    }
  }

  /** Begins a comment such as {@code # TYPE name }. */
  final void comment(byte[] keyword, byte[] suffix) {
    out.put(keyword);
    out.put(name, 0, nameLength);
    out.put(suffix);
    out.put(' ');
  }

  /** Writes name and labels; a number and a line feed are to follow. */
  final void begin(LineHead head, byte[] labels, int offset, int length) {
    if (length > 0) {
      out.put(head, labels, offset, length);
      out.put('}', ' ');
    } else {
      out.put(head.bytes(), 0, head.length() - 1);
      out.put(' ');
    }
  }

  /** Writes name and labels up to where one more label is to follow. */
  private void beginOpen(byte[] labels, int offset, int length) {
    out.put(plain, labels, offset, length);
    if (length > 0) {
      out.put(',');
    }
  }

  final void sample(LineHead head, byte[] labels, int offset, int length, double value) {
    begin(head, labels, offset, length);
    out.lastNumber(value);
  }

  final void sample(LineHead head, byte[] labels, int offset, int length, long value) {
    begin(head, labels, offset, length);
    out.lastNumber(value);
  }

  /** Puts together what the lines of a histogram's buckets begin with. */
  final void buckets(byte[] labels, int offset, int length) {
    int most = bucket.length() + length + 1 + WideCopy.SLACK;
    common = common.length < most ? new byte[2 * most] : common;
    int at = WideCopy.copy(bucket.bytes(), 0, common, 0, bucket.length());
    at = WideCopy.copy(labels, offset, common, at, length);
    if (length > 0) {
      common[at++] = ',';
    }
    commonLength = at;
  }

  /** Writes all but the line feed of a bucket. */
  final void bucket(BoundTexts bounds, int bound, long count) {
    out.putBucket(common, commonLength, bounds, bound, count);
  }

  final void quantile(
      byte[] labels, int offset, int length, double quantile, boolean asFloat, double value) {
    beginOpen(labels, offset, length);
    out.put(QUANTILE);
    if (asFloat) {
      out.floating(quantile);
    } else {
      out.bound(quantile);
    }
    out.put(VALUE_END);
    out.lastNumber(value);
  }

  @Override
  public final boolean takesNativeBuckets() {
    return false;
  }

  @Override
  public final void gauge(byte[] labels, int offset, int length, double value) {
    sample(plain, labels, offset, length, value);
  }

  @Override
  public final void state(byte[] labels, int offset, int length, String state, boolean on) {
    beginOpen(labels, offset, length);
    out.put(name, 0, nameLength);
    out.put('=');
    out.put('"');
    out.putEscaped(state, true);
    out.put(VALUE_END);
    out.lastNumber(on ? 1L : 0L);
  }
}
