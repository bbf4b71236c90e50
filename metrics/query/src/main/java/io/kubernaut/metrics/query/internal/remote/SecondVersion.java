package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SampleColumns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads {@code io.prometheus.write.v2.Request}, the message of remote write 2.0:
 *
 * <pre>
 *   Request     4 symbol*, 5 timeseries*
 *   TimeSeries  1 label refs (packed), 2 sample*, 3 histogram*, 4 exemplar*, 5 metadata
 *   Sample      1 value (double), 2 time (ms), 3 start (ms)
 *   Exemplar    1 label refs (packed), 2 value (double), 3 time (ms)
 *   Metadata    1 type, 3 help ref, 4 unit ref
 * </pre>
 *
 * <p>Refs count symbols of the same request. So that a series is known again, its labels are put
 * together as version 1.0 would write them, and looked up by these bytes. For one thread.
 */
final class SecondVersion {

  private static final int SYMBOL = 4 << 3 | MessageCursor.BYTES;
  private static final int SERIES = 5 << 3 | MessageCursor.BYTES;
  private static final byte[] NAME = Labels.NAME.getBytes(StandardCharsets.UTF_8);

  private final MessageCursor in;
  private final SeriesWriter writer;
  private final LabelReader texts;
  private final HistogramReader histograms;
  private final Appender batch;
  private final LabelBytes labels = new LabelBytes();
  private int[] symbolAt = new int[256];
  private int[] symbolEnd = new int[256];
  private int symbols;
  private int[] refs = new int[64];
  private int refCount;

  SecondVersion(
      MessageCursor in,
      SeriesWriter writer,
      LabelReader texts,
      HistogramReader histograms,
      Appender batch) {
    this.in = in;
    this.writer = writer;
    this.texts = texts;
    this.histograms = histograms;
    this.batch = batch;
  }

  void read() throws MalformedMessageException {
    int begin = in.at();
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == SYMBOL) {
        symbol();
      } else {
        in.skip(tag);
      }
    }
    in.moveTo(begin);
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == SERIES) {
        int outer = in.enter();
        series();
        in.leave(outer);
      } else {
        in.skip(tag);
      }
    }
  }

  private void symbol() throws MalformedMessageException {
    int end = in.lengthEnd();
    if (symbols == symbolAt.length) {
      symbolAt = Arrays.copyOf(symbolAt, symbols * 2);
      symbolEnd = Arrays.copyOf(symbolEnd, symbols * 2);
    }
    symbolAt[symbols] = in.at();
    symbolEnd[symbols++] = end;
    in.moveTo(end);
  }

  private int symbol(long ref) throws MalformedMessageException {
    if (ref < 0 || ref >= symbols) {
      throw new MalformedMessageException(
          "The message refers to symbol %d of %d.".formatted(ref, symbols));
    }
    return (int) ref;
  }

  private void series() throws MalformedMessageException {
    refCount = 0;
    boolean begun = false;
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag >>> 3 == 1 && !begun) {
        refs(tag);
        continue;
      }
      if (!begun) {
        begin();
        begun = true;
      }
      switch (tag >>> 3) {
        case 1 ->
            throw new MalformedMessageException(
                "The labels of a series must come before everything else of it.");
        case 2 -> sample();
        case 3 -> writer.histogram(in, histograms);
        case 4 -> exemplar();
        case 5 -> metadata();
        default -> in.skip(tag);
      }
    }
  }

  private void refs(int tag) throws MalformedMessageException {
    if ((tag & 7) != MessageCursor.BYTES) {
      ref(in.varint());
      return;
    }
    int outer = in.enter();
    while (in.hasMore()) {
      ref(in.varint());
    }
    in.leave(outer);
  }

  private void ref(long ref) throws MalformedMessageException {
    if (refCount == refs.length) {
      refs = Arrays.copyOf(refs, refCount * 2);
    }
    refs[refCount++] = symbol(ref);
  }

  private void begin() throws MalformedMessageException {
    writeLabels(0);
    KnownSeries guess = writer.guess();
    boolean right =
        guess != null
            && guess.length() == labels.size()
            && guess.standsAt(labels.bytes(), 0, labels.size());
    if (guess != null && right) {
      writer.begin(guess);
    } else {
      writer.begin(labels.bytes(), 0, labels.size());
    }
  }

  /** Puts the labels together whose refs stand from a place on. */
  private void writeLabels(int from) throws MalformedMessageException {
    if ((refCount - from) % 2 != 0) {
      throw new MalformedMessageException(
          "%d references are no labels: each label takes two.".formatted(refCount - from));
    }
    labels.clear();
    for (int i = from; i < refCount; i += 2) {
      int name = refs[i];
      int value = refs[i + 1];
      labels.add(in.bytes(), symbolAt[name], symbolEnd[name], symbolAt[value], symbolEnd[value]);
      if (labels.size() > texts.mostSize()) {
        throw new MalformedMessageException(
            "The labels of a series have more than %d bytes.".formatted(texts.mostSize()));
      }
    }
  }

  private void sample() throws MalformedMessageException {
    int outer = in.enter();
    double value = 0;
    long time = 0;
    long start = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> value = in.float64();
        case 2 -> time = in.varint();
        case 3 -> start = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    writer.sample(time, value, start == 0 ? SampleColumns.NO_START : start);
  }

  private void exemplar() throws MalformedMessageException {
    int outer = in.enter();
    int ofSeries = refCount;
    double value = 0;
    long time = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> refs(tag);
        case 2 -> value = in.float64();
        case 3 -> time = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    writeLabels(ofSeries);
    refCount = ofSeries;
    writer.exemplar(labels.bytes(), 0, labels.size(), value, time);
  }

  /** Senders say it with each series each time, so it is passed on when it changes only. */
  private void metadata() throws MalformedMessageException {
    int outer = in.enter();
    long type = 0;
    int help = -1;
    int unit = -1;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> type = in.varint();
        case 3 -> help = symbol(in.varint());
        case 4 -> unit = symbol(in.varint());
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    long print = (fingerprint(help) * 31 + fingerprint(unit)) * 31 + type + 1;
    if (writer.isNews(print)) {
      batch.metadata(
          metric(), new MetricMetadata(MetadataTypes.name(type), text(help), text(unit)));
    }
  }

  private long fingerprint(int symbol) {
    return symbol < 0 ? 0 : SeriesKey.hash(in.bytes(), symbolAt[symbol], symbolEnd[symbol]);
  }

  private String metric() throws MalformedMessageException {
    for (int i = 0; i + 1 < refCount; i += 2) {
      int name = refs[i];
      if (Arrays.equals(in.bytes(), symbolAt[name], symbolEnd[name], NAME, 0, NAME.length)) {
        return text(refs[i + 1]);
      }
    }
    return "";
  }

  private String text(int symbol) throws MalformedMessageException {
    return symbol < 0 ? "" : texts.plainText(in.bytes(), symbolAt[symbol], symbolEnd[symbol]);
  }
}
