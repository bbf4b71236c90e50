package io.kubernaut.metrics.query.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.query.internal.remote.ChunkedReader.Chunk;
import io.kubernaut.metrics.query.internal.remote.ChunkedReader.Frame;
import io.kubernaut.metrics.query.internal.remote.ChunkedReader.Sample;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is streamed says what was read, to the bit. */
@Tag("BR-OBS-001")
class ChunkedResponseTest {
  private static final Labels SERIES = Labels.of("__name__", "x", "i", "é");
  private static final int MOST_SAMPLES = 120;
  private static final int FRAME = 1 << 20;
  private static final List<ResetHint> HINTS =
      List.of(ResetHint.UNKNOWN, ResetHint.RESET, ResetHint.NOT_RESET, ResetHint.GAUGE);

  private static List<Frame> frames(SampleColumns samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ChunkedResponse(out).add(0, SERIES, samples, Long.MIN_VALUE, Long.MAX_VALUE);
    return ChunkedReader.frames(out.toByteArray());
  }

  private static List<Sample> read(SampleColumns samples) throws IOException {
    return ChunkedReader.series(frames(samples), 0).getOrDefault(SERIES, List.of());
  }

  /** How far apart samples are. */
  private static long distance(SplittableRandom random, int style) {
    return switch (style % 5) {
      case 0 -> 15_000;
      case 1 -> 15_000 + random.nextInt(-20, 21);
      case 2 -> 1 + random.nextInt(1 << random.nextInt(1, 31));
      case 3 -> 1 + random.nextLong(1L << 40);
      default -> 1;
    };
  }

  private static double value(SplittableRandom random, int style, double before) {
    return switch (style / 5 % 6) {
      case 0 -> before;
      case 1 -> before + random.nextInt(10);
      case 2 -> random.nextInt(1_000) / 8.0;
      case 3 -> random.nextDouble();
      case 4 -> Double.longBitsToDouble(random.nextLong());
      default ->
          switch (random.nextInt(7)) {
            case 0 -> StaleMarker.VALUE;
            case 1 -> Double.longBitsToDouble(0x7ff8000000000000L | random.nextInt());
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> Double.MIN_VALUE;
            case 5 -> Double.longBitsToDouble(Double.doubleToRawLongBits(before) ^ 1);
            default -> Double.MAX_VALUE;
          };
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void floatsComeBackToTheBit(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int style = 0; style < 30; style++) {
      SampleColumns columns = new SampleColumns();
      List<Sample> expected = new ArrayList<>();
      long time = random.nextBoolean() ? 1_700_000_000_000L : -random.nextLong(1L << 42);
      double value = random.nextInt(100);
      int count = 1 + random.nextInt(500);
      for (int i = 0; i < count; i++) {
        time += distance(random, style);
        value = value(random, style, value);
        columns.add(time, value);
        expected.add(new Sample(time, Double.doubleToRawLongBits(value), null));
      }
      assertThat(read(columns)).as("seed %d, style %d", seed, style).isEqualTo(expected);
    }
  }

  /** Each width of a changed distance, at both of its ends and just beyond. */
  @Test
  void changesOfDistanceComeBackAtTheEdgesOfEveryWidth() throws IOException {
    SampleColumns columns = new SampleColumns();
    List<Sample> expected = new ArrayList<>();
    long distance = 1L << 30;
    long time = 0;
    for (int width : new int[] {14, 17, 20, 30}) {
      long edge = 1L << (width - 1);
      for (long change : new long[] {edge, edge + 1, -edge, -edge + 1, -edge - 1, 0, 1, -1, -2}) {
        distance += change;
        time += distance;
        columns.add(time, 1);
        expected.add(new Sample(time, Double.doubleToRawLongBits(1), null));
      }
    }
    assertThat(read(columns)).isEqualTo(expected);
  }

  private static double[] counts(SplittableRandom random, int size, double @Nullable [] before) {
    double[] counts = new double[size];
    for (int i = 0; i < size; i++) {
      counts[i] = (before == null ? 0 : before[i]) + random.nextInt(4);
    }
    return counts;
  }

  private static int[] indexes(SplittableRandom random) {
    int[] indexes = new int[random.nextInt(8)];
    int next = random.nextInt(-300, 300);
    for (int i = 0; i < indexes.length; i++) {
      next += random.nextInt(3) == 0 ? random.nextInt(2, 100) : 1;
      indexes[i] = next;
    }
    return indexes;
  }

  private static double sum(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Histograms that go on for a while, and then begin anew in one way or another. */
  private static final class Histograms implements Supplier<NativeHistogram> {
    private final SplittableRandom random;
    private int left;
    private int schema;
    private double threshold;
    private int[] positive = {};
    private int[] negative = {};
    private double[] bounds = {};
    private double[] positiveCounts = {};
    private double[] negativeCounts = {};
    private double zeros;
    private ResetHint hint = ResetHint.UNKNOWN;

    Histograms(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public NativeHistogram get() {
      boolean begins = left-- <= 0;
      if (begins) {
        begin();
      }
      positiveCounts = counts(random, positive.length, begins ? null : positiveCounts);
      negativeCounts = counts(random, negative.length, begins ? null : negativeCounts);
      zeros += schema == NativeHistogram.CUSTOM_SCHEMA ? 0 : random.nextInt(3);
      NativeHistogram.Builder builder =
          NativeHistogram.builder(schema)
              .hint(hint == ResetHint.RESET && !begins ? ResetHint.NOT_RESET : hint)
              .count(sum(positiveCounts) + sum(negativeCounts) + zeros)
              .sum(random.nextInt(1_000) / 3.0)
              .positive(positive, positiveCounts);
      return schema == NativeHistogram.CUSTOM_SCHEMA
          ? builder.bounds(bounds).build()
          : builder.zero(threshold, zeros).negative(negative, negativeCounts).build();
    }

    private void begin() {
      left = random.nextInt(200);
      hint = HINTS.get(random.nextInt(HINTS.size()));
      zeros = 0;
      threshold =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Math.scalb(1.0, random.nextInt(-243, 11));
            case 2 -> Math.scalb(1.0, random.nextBoolean() ? 11 : -244);
            default -> random.nextDouble();
          };
      if (random.nextInt(3) == 0) {
        schema = NativeHistogram.CUSTOM_SCHEMA;
        bounds = new double[] {-1.5, 0, 0.001, 0.25, 1 / 3.0, 33_554.43, 33_554.431, 1e12};
        positive = new int[] {0, 1, 2, 5, 8};
        negative = new int[0];
      } else {
        schema = random.nextInt(-4, 9);
        positive = indexes(random);
        negative = indexes(random);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void histogramsComeBackBetweenFloats(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    SampleColumns columns = new SampleColumns();
    List<Sample> expected = new ArrayList<>();
    Histograms histograms = new Histograms(random);
    long time = 1_700_000_000_000L;
    for (int i = 0; i < 2_000; i++) {
      time += distance(random, i / 300);
      if (random.nextInt(40) == 0) {
        columns.add(time, StaleMarker.VALUE);
        expected.add(new Sample(time, Double.doubleToRawLongBits(StaleMarker.VALUE), null));
      } else {
        NativeHistogram histogram = histograms.get();
        columns.add(time, histogram);
        expected.add(new Sample(time, 0, histogram));
      }
    }
    List<Sample> found = read(columns);
    assertThat(found).hasSameSizeAs(expected);
    NativeHistogram before = null;
    for (int i = 0; i < found.size(); i++) {
      NativeHistogram wanted = expected.get(i).histogram();
      NativeHistogram got = found.get(i).histogram();
      assertThat(found.get(i).time()).isEqualTo(expected.get(i).time());
      assertThat(found.get(i).bits()).isEqualTo(expected.get(i).bits());
      assertThat(got == null).as("sample %d of seed %d", i, seed).isEqualTo(wanted == null);
      if (got != null && wanted != null) {
        assertThat(unhinted(got)).as("sample %d of seed %d", i, seed).isEqualTo(unhinted(wanted));
        checkHint(got, wanted, before);
      }
      before = got;
    }
  }

  private static NativeHistogram unhinted(NativeHistogram histogram) {
    return histogram.toBuilder().hint(ResetHint.UNKNOWN).build();
  }

  /** A reset may be unknown to the reader, but nothing may be said that is not so. */
  private static void checkHint(
      NativeHistogram got, NativeHistogram wanted, @Nullable NativeHistogram before) {
    assertThat(got.hint() == ResetHint.GAUGE).isEqualTo(wanted.hint() == ResetHint.GAUGE);
    if (wanted.hint() == ResetHint.RESET) {
      assertThat(got.hint()).isEqualTo(ResetHint.RESET);
    }
    if (got.hint() == ResetHint.NOT_RESET && wanted.hint() == ResetHint.UNKNOWN) {
      assertThat(before).isNotNull();
      assertThat(got.count()).isGreaterThanOrEqualTo(before == null ? 0 : before.count());
    }
  }

  @Test
  void leavesOutWhatIsOutsideOfTheRangeAndSaysNothingOfNothing() throws IOException {
    SampleColumns columns = new SampleColumns();
    for (int i = 0; i < 10; i++) {
      columns.add(i, i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChunkedResponse response = new ChunkedResponse(out);
    response.add(0, SERIES, columns, 10, 20);
    assertThat(out.size()).isZero();
    response.add(3, SERIES, columns, 2, 4);
    List<Frame> frames = ChunkedReader.frames(out.toByteArray());
    assertThat(frames).hasSize(1);
    assertThat(ChunkedReader.series(frames, 3).get(SERIES))
        .extracting(Sample::time)
        .containsExactly(2L, 3L, 4L);
  }

  /** Nothing is kept for later: what was added has gone out. */
  @Test
  void eachSeriesIsOutBeforeTheNextOneComes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChunkedResponse response = new ChunkedResponse(out);
    for (int i = 1; i <= 5; i++) {
      SampleColumns columns = new SampleColumns();
      columns.add(i, i);
      response.add(0, Labels.of("i", Integer.toString(i)), columns, 0, 10);
      assertThat(ChunkedReader.frames(out.toByteArray())).hasSize(i);
    }
  }

  /** A series larger than a frame goes out in several, each with its labels, none much larger. */
  @Test
  void aLongSeriesTakesSeveralFrames() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    SampleColumns columns = new SampleColumns();
    int count = 400_000;
    for (int i = 0; i < count; i++) {
      columns.add(i * 1_000L, Double.longBitsToDouble(random.nextLong()));
    }
    List<Frame> frames = frames(columns);
    assertThat(frames).hasSizeGreaterThan(3);
    int samples = 0;
    for (Frame frame : frames) {
      assertThat(frame.labels()).isEqualTo(SERIES);
      assertThat(frame.bytes()).isLessThan(FRAME + 2_000);
      for (Chunk chunk : frame.chunks()) {
        assertThat(chunk.samples()).hasSizeLessThanOrEqualTo(MOST_SAMPLES);
        samples += chunk.samples().size();
      }
    }
    assertThat(samples).isEqualTo(count);
  }
}
