package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the journal's records hold. Each can be read without the ones before it, so that damage to
 * one record never changes what another says.
 *
 * <pre>
 *   record      = entries, one behind the other
 *   series      = 1, id varint, labels
 *   samples     = 2, time signed, count varint, then for each: head u8, [id step signed], bytes
 *   sample      = 3, id varint, time signed, value u64, start signed
 *   histogram   = 4, id varint, time signed, start signed, a HistogramColumn of one
 *   exemplar    = 5, id varint, labels, value u64, time signed
 *   metadata    = 6, metric, type, help, unit
 *   part        = 7, number varint, last u8
 *   labels      = count varint, then names and values;   text = length varint, UTF-8
 * </pre>
 *
 * <p>A record that begins with <em>part</em> belongs to a batch of several records, numbered from
 * 1: they count when all of them are there, one behind the other, up to the one that says it is the
 * last.
 *
 * <p>In <em>samples</em>, the low four bits of the head are how many of the value's high bytes
 * follow, the others being zero as they are in small whole numbers; the high four bits are the step
 * from the id before, 15 if it follows as a number. For one thread.
 */
final class JournalRecords {
  private static final int SERIES = 1;
  private static final int SAMPLES = 2;
  private static final int SAMPLE = 3;
  private static final int HISTOGRAM = 4;
  private static final int EXEMPLAR = 5;
  private static final int METADATA = 6;
  private static final int PART = 7;
  private static final int FAR = 15;

  private final ByteSink sink = new ByteSink();

  JournalRecords() {}

  void clear() {
    sink.clear();
  }

  boolean isEmpty() {
    return sink.size() == 0;
  }

  int size() {
    return sink.size();
  }

  ByteBuffer record() {
    return ByteBuffer.wrap(sink.array(), 0, sink.size());
  }

  /** Returns what a record begins with that is a part of a batch. */
  static ByteBuffer part(int number, boolean last) {
    ByteSink sink = new ByteSink();
    sink.u8(PART);
    sink.varint(number);
    sink.u8(last ? 1 : 0);
    return ByteBuffer.wrap(sink.array(), 0, sink.size());
  }

  void series(int id, Labels labels) {
    sink.u8(SERIES);
    sink.varint(id);
    labels(labels);
  }

  private void labels(Labels labels) {
    sink.varint(labels.size());
    labels.forEach(
        (name, value) -> {
          text(name);
          text(value);
        });
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.varint(bytes.length);
    sink.bytes(bytes, 0, bytes.length);
  }

  /** Begins some samples of one time, to be followed by {@link #value} so many times. */
  void samples(long time, int count) {
    sink.u8(SAMPLES);
    sink.signed(time);
    sink.varint(count);
  }

  void value(int id, int idBefore, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int bytes = Long.BYTES - Long.numberOfTrailingZeros(bits) / Byte.SIZE;
    int step = id - idBefore;
    boolean near = step >= 0 && step < FAR;
    int head = bytes | (near ? step : FAR) << 4;
    if (near && bytes < Long.BYTES) {
      sink.low(
          bytes == 0 ? head : (bits >>> (Long.SIZE - Byte.SIZE * bytes)) << Byte.SIZE | head,
          1 + bytes);
      return;
    }
    sink.u8(head);
    if (!near) {
      sink.signed(step);
    }
    sink.high(bits, bytes);
  }

  void sample(int id, Sample sample) {
    NativeHistogram histogram = sample.histogram();
    sink.u8(histogram == null ? SAMPLE : HISTOGRAM);
    sink.varint(id);
    sink.signed(sample.time());
    if (histogram == null) {
      sink.u64(Double.doubleToRawLongBits(sample.value()));
      sink.signed(sample.start());
    } else {
      sink.signed(sample.start());
      HistogramColumn.encode(new NativeHistogram[] {histogram}, 1, sink);
    }
  }

  void exemplar(int id, Exemplar exemplar) {
    sink.u8(EXEMPLAR);
    sink.varint(id);
    labels(exemplar.labels());
    sink.u64(Double.doubleToRawLongBits(exemplar.value()));
    sink.signed(exemplar.timeMillis());
  }

  void metadata(String metric, MetricMetadata metadata) {
    sink.u8(METADATA);
    text(metric);
    text(metadata.type());
    text(metadata.help());
    text(metadata.unit());
  }

  /**
   * Which part of a batch a record is.
   *
   * @param number from 1; 0 if the record is a whole batch
   * @param last whether the batch ends with it
   */
  record Part(int number, boolean last) {
    static final Part WHOLE = new Part(0, true);

    boolean isWhole() {
      return number == 0;
    }
  }

  /** Looks at how a record begins. */
  static Part partOf(ByteBuffer record, ByteCursor in) {
    in.over(record, record.position(), record.remaining());
    return in.remaining() > 0 && in.u8() == PART
        ? new Part((int) in.varint(), in.u8() != 0)
        : Part.WHOLE;
  }

  /** Takes what records hold. */
  interface Visitor {
    void part(int number, boolean last);

    void series(int id, Labels labels);

    void sample(int id, long time, double value, @Nullable NativeHistogram histogram, long start);

    void exemplar(int id, Exemplar exemplar);

    void metadata(String metric, MetricMetadata metadata);
  }

  /** Reads a record; throws {@link MalformedColumnException} if it is none. */
  static void read(ByteBuffer record, ByteCursor in, Visitor visitor) {
    in.over(record, record.position(), record.remaining());
    while (in.remaining() > 0) {
      int kind = in.u8();
      switch (kind) {
        case SERIES -> visitor.series((int) in.varint(), labels(in));
        case SAMPLES -> readSamples(in, visitor);
        case SAMPLE -> readSample(in, visitor);
        case HISTOGRAM -> readHistogram(in, visitor);
        case EXEMPLAR -> readExemplar(in, visitor);
        case METADATA ->
            visitor.metadata(text(in), new MetricMetadata(text(in), text(in), text(in)));
        case PART -> visitor.part((int) in.varint(), in.u8() != 0);
        default -> throw new MalformedColumnException("There is no entry of kind " + kind + ".");
      }
    }
  }

  private static void readSamples(ByteCursor in, Visitor visitor) {
    long time = in.signed();
    long count = in.varint();
    int id = 0;
    for (long i = 0; i < count; i++) {
      int head = in.u8();
      int step = head >>> 4;
      id += step == FAR ? (int) in.signed() : step;
      double value = Double.longBitsToDouble(in.high(head & 15));
      visitor.sample(id, time, value, null, SampleColumns.NO_START);
    }
  }

  private static void readSample(ByteCursor in, Visitor visitor) {
    int id = (int) in.varint();
    long time = in.signed();
    double value = Double.longBitsToDouble(in.u64());
    visitor.sample(id, time, value, null, in.signed());
  }

  private static void readHistogram(ByteCursor in, Visitor visitor) {
    int id = (int) in.varint();
    long time = in.signed();
    long start = in.signed();
    visitor.sample(id, time, 0, HistogramColumn.decode(in, 1)[0], start);
  }

  private static void readExemplar(ByteCursor in, Visitor visitor) {
    int id = (int) in.varint();
    Labels labels = labels(in);
    double value = Double.longBitsToDouble(in.u64());
    visitor.exemplar(id, new Exemplar(labels, value, in.signed()));
  }

  private static Labels labels(ByteCursor in) {
    long count = in.varint();
    if (count < 0 || count > in.remaining()) {
      throw new MalformedColumnException("A series of " + count + " labels.");
    }
    String[] pairs = new String[(int) count * 2];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = text(in);
    }
    return Labels.ofSorted(pairs);
  }

  private static String text(ByteCursor in) {
    return in.text((int) Math.min(Integer.MAX_VALUE, in.varint()));
  }
}
