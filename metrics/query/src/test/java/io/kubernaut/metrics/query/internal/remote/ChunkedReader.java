package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads what remote read streams, from the descriptions of the formats alone: frames, messages, and
 * the chunks in them. Anything that is not as described is an error.
 */
public final class ChunkedReader {

  /** A sample; a histogram stands beside a value of zero. */
  public record Sample(long time, long bits, @Nullable NativeHistogram histogram) {}

  /** A chunk with what its message says about it. */
  public record Chunk(long first, long last, int encoding, List<Sample> samples) {}

  /** A frame. */
  public record Frame(long query, Labels labels, List<Chunk> chunks, int bytes) {}

  private ChunkedReader() {}

  /** Reads all frames. */
  public static List<Frame> frames(byte[] stream) {
    ByteBuffer in = ByteBuffer.wrap(stream); // big-endian, as the checksum
    List<Frame> frames = new ArrayList<>();
    while (in.hasRemaining()) {
      int length = (int) varint(in);
      int expected = in.getInt();
      ByteBuffer message = cut(in, length);
      CRC32C crc = new CRC32C();
      crc.update(message.duplicate());
      require(expected == (int) crc.getValue(), "checksum");
      frames.add(frame(message, length));
    }
    return frames;
  }

  /** Returns the samples of each series of a query, put together of its frames. */
  public static Map<Labels, List<Sample>> series(List<Frame> frames, long query) {
    Map<Labels, List<Sample>> series = new LinkedHashMap<>();
    for (Frame frame : frames) {
      if (frame.query() == query) {
        List<Sample> all = series.computeIfAbsent(frame.labels(), none -> new ArrayList<>());
        frame.chunks().forEach(chunk -> all.addAll(chunk.samples()));
      }
    }
    return series;
  }

  private static void require(boolean sound, String what) {
    if (!sound) {
      throw new AssertionError("Not as described: " + what);
    }
  }

  private static ByteBuffer cut(ByteBuffer in, int length) {
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static Frame frame(ByteBuffer in, int length) {
    long query = 0;
    ByteBuffer series = null;
    while (in.hasRemaining()) {
      switch ((int) varint(in)) {
        case 1 << 3 | 2 -> {
          require(series == null, "one series in a frame");
          series = cut(in, (int) varint(in));
        }
        case 2 << 3 -> query = varint(in);
        default -> require(false, "field of a response");
      }
    }
    require(series != null, "a series");
    Labels.Builder labels = Labels.none().toBuilder();
    List<Chunk> chunks = new ArrayList<>();
    while (series != null && series.hasRemaining()) {
      switch ((int) varint(series)) {
        case 1 << 3 | 2 -> label(cut(series, (int) varint(series)), labels);
        case 2 << 3 | 2 -> chunks.add(chunk(cut(series, (int) varint(series))));
        default -> require(false, "field of a series");
      }
    }
    return new Frame(query, labels.build(), chunks, length);
  }

  private static void label(ByteBuffer in, Labels.Builder labels) {
    require(varint(in) == (1 << 3 | 2), "name first");
    String name = text(in);
    require(varint(in) == (2 << 3 | 2), "value next");
    labels.set(name, text(in));
  }

  private static String text(ByteBuffer in) {
    return StandardCharsets.UTF_8.decode(cut(in, (int) varint(in))).toString();
  }

  private static Chunk chunk(ByteBuffer in) {
    long first = 0;
    long last = 0;
    int encoding = 0;
    ByteBuffer data = ByteBuffer.allocate(0);
    while (in.hasRemaining()) {
      switch ((int) varint(in)) {
        case 1 << 3 -> first = varint(in);
        case 2 << 3 -> last = varint(in);
        case 3 << 3 -> encoding = (int) varint(in);
        case 4 << 3 | 2 -> data = cut(in, (int) varint(in));
        default -> require(false, "field of a chunk");
      }
    }
    Bits bits = new Bits(data.order(ByteOrder.BIG_ENDIAN));
    int size = (int) bits.read(16);
    List<Sample> samples =
        switch (encoding) {
          case 1 -> floats(bits, size);
          case 3 -> histograms(bits, size);
          default -> throw new AssertionError("encoding " + encoding);
        };
    require(bits.left() < 8, "nothing behind the samples");
    require(samples.get(0).time() == first, "first time");
    require(samples.get(size - 1).time() == last, "last time");
    return new Chunk(first, last, encoding, samples);
  }

  /** Bits of bytes, the highest first. */
  private static final class Bits {
    private final ByteBuffer in;
    private int at;

    Bits(ByteBuffer in) {
      this.in = in;
    }

    int left() {
      return in.limit() * 8 - at;
    }

    long read(int count) {
      long value = 0;
      for (int i = 0; i < count; i++, at++) {
        value = value << 1 | (in.get(at >> 3) >> (7 - (at & 7)) & 1);
      }
      return value;
    }

    /** A number of so many bits, whose highest value is one more than usual. */
    long signed(int count) {
      long value = read(count);
      return count > 0 && count < 64 && value > 1L << (count - 1) ? value - (1L << count) : value;
    }

    int ones(int most) {
      int ones = 0;
      while (ones < most && read(1) == 1) {
        ones++;
      }
      return ones;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        long octet = read(8);
        value |= (octet & 0x7f) << shift;
        if (octet < 0x80) {
          return value;
        }
      }
    }

    private static final int[] VARBIT = {0, 3, 6, 9, 12, 18, 25, 56, 64};

    long varbit() {
      return signed(VARBIT[ones(8)]);
    }

    long unsignedVarbit() {
      return read(VARBIT[ones(8)]);
    }
  }

  /** A column of numbers, each told by its difference from the one before. */
  private static final class Column {
    private long value;
    private int leading;
    private int width;

    long begin(Bits in) {
      value = in.read(64);
      return value;
    }

    long next(Bits in) {
      if (in.read(1) == 1) {
        if (in.read(1) == 1) {
          leading = (int) in.read(5);
          width = (int) in.read(6);
          width = width == 0 ? 64 : width;
        }
        value ^= in.read(width) << (64 - leading - width);
      }
      return value;
    }
  }

  private static List<Sample> floats(Bits in, int size) {
    List<Sample> samples = new ArrayList<>();
    Column values = new Column();
    long time = 0;
    long distance = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0) {
        long zigzag = in.varint();
        time = zigzag >>> 1 ^ -(zigzag & 1);
        samples.add(new Sample(time, values.begin(in), null));
        continue;
      }
      if (i == 1) {
        distance = in.varint();
      } else {
        distance += in.signed(new int[] {0, 14, 17, 20, 64}[in.ones(4)]);
      }
      time += distance;
      samples.add(new Sample(time, values.next(in), null));
    }
    return samples;
  }

  private static List<Sample> histograms(Bits in, int size) {
    int flags = (int) in.read(2);
    require(in.read(6) == 0, "flags");
    double threshold = threshold(in);
    int schema = (int) in.varbit();
    int[] positive = indexes(in);
    int[] negative = indexes(in);
    double[] bounds = schema == NativeHistogram.CUSTOM_SCHEMA ? bounds(in) : new double[0];
    Column[] columns = new Column[3 + positive.length + negative.length];
    List<Sample> samples = new ArrayList<>();
    long time = 0;
    long distance = 0;
    for (int i = 0; i < size; i++) {
      distance += i == 0 ? 0 : in.varbit();
      time = i == 0 ? in.varbit() : time + distance;
      double[] numbers = new double[columns.length];
      for (int column = 0; column < columns.length; column++) {
        columns[column] = i == 0 ? new Column() : columns[column];
        long bits = i == 0 ? columns[column].begin(in) : columns[column].next(in);
        numbers[column] = Double.longBitsToDouble(bits);
      }
      NativeHistogram.Builder histogram =
          NativeHistogram.builder(schema)
              .hint(hint(flags, i))
              .count(numbers[0])
              .sum(numbers[2])
              .positive(positive, part(numbers, 3, positive.length))
              .negative(negative, part(numbers, 3 + positive.length, negative.length));
      if (schema == NativeHistogram.CUSTOM_SCHEMA) {
        histogram.bounds(bounds);
      } else {
        histogram.zero(threshold, numbers[1]);
      }
      samples.add(new Sample(time, 0, histogram.build()));
    }
    return samples;
  }

  private static double[] part(double[] numbers, int from, int count) {
    return java.util.Arrays.copyOfRange(numbers, from, from + count);
  }

  /** Behind the first of counters nothing is a reset. */
  private static ResetHint hint(int flags, int place) {
    if (flags == 3) {
      return ResetHint.GAUGE;
    }
    return place > 0
        ? ResetHint.NOT_RESET
        : new ResetHint[] {ResetHint.UNKNOWN, ResetHint.NOT_RESET, ResetHint.RESET}[flags];
  }

  private static double threshold(Bits in) {
    int exponent = (int) in.read(8);
    return exponent == 0
        ? 0
        : exponent == 255 ? Double.longBitsToDouble(in.read(64)) : Math.pow(2, exponent - 244);
  }

  private static int[] indexes(Bits in) {
    long spans = in.unsignedVarbit();
    List<Integer> indexes = new ArrayList<>();
    int next = 0;
    for (long span = 0; span < spans; span++) {
      long length = in.unsignedVarbit();
      next += (int) in.varbit();
      for (long i = 0; i < length; i++) {
        indexes.add(next++);
      }
    }
    return indexes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] bounds(Bits in) {
    double[] bounds = new double[(int) in.unsignedVarbit()];
    for (int i = 0; i < bounds.length; i++) {
      long thousandths = in.unsignedVarbit();
      bounds[i] =
          thousandths == 0 ? Double.longBitsToDouble(in.read(64)) : (thousandths - 1) / 1_000.0;
    }
    return bounds;
  }
}
