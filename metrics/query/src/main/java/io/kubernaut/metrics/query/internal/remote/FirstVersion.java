package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SampleColumns;

/**
 * Reads {@code prometheus.WriteRequest}, the message of remote write 1.0:
 *
 * <pre>
 *   WriteRequest  1 timeseries*, 3 metadata*
 *   TimeSeries    1 label*, 2 sample*, 3 exemplar*, 4 histogram*
 *   Label         1 name, 2 value
 *   Sample        1 value (double), 2 time (ms)
 *   Exemplar      1 label*, 2 value (double), 3 time (ms)
 *   Metadata      1 type, 2 family, 4 help, 5 unit
 * </pre>
 *
 * <p>For one thread.
 */
final class FirstVersion {

  private static final int SERIES = 1 << 3 | MessageCursor.BYTES;
  private static final int METADATA = 3 << 3 | MessageCursor.BYTES;
  private static final int LABEL = 1 << 3 | MessageCursor.BYTES;
  private static final int SAMPLE = 2 << 3 | MessageCursor.BYTES;
  private static final int EXEMPLAR = 3 << 3 | MessageCursor.BYTES;
  private static final int HISTOGRAM = 4 << 3 | MessageCursor.BYTES;
  private static final int VALUE = 1 << 3 | MessageCursor.FIXED64;
  private static final int TIME = 2 << 3 | MessageCursor.VARINT;

  private final MessageCursor in;
  private final SeriesWriter writer;
  private final LabelReader texts;
  private final HistogramReader histograms;
  private final Appender batch;
  private final PlainSample plain = new PlainSample();

  FirstVersion(
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
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == SERIES) {
        int outer = in.enter();
        series();
        in.leave(outer);
      } else if (tag == METADATA) {
        int outer = in.enter();
        metadata();
        in.leave(outer);
      } else {
        in.skip(tag);
      }
    }
  }

  private void series() throws MalformedMessageException {
    labels();
    while (plainSample()) {
      writer.sample(plain.time(), plain.value(), SampleColumns.NO_START);
    }
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SAMPLE -> sample();
        case HISTOGRAM -> writer.histogram(in, histograms);
        case EXEMPLAR -> exemplar();
        case LABEL ->
            throw new MalformedMessageException(
                "The labels of a series must come before everything else of it.");
        default -> in.skip(tag);
      }
    }
  }

  /** The likely series first: then its labels need not even be walked along. */
  private void labels() throws MalformedMessageException {
    int from = in.at();
    KnownSeries guess = writer.guess();
    if (guess != null && guess.standsAt(in.bytes(), from, in.end())) {
      in.moveTo(from + guess.length());
      if (in.peek() != LABEL) {
        writer.begin(guess);
        return;
      }
      in.moveTo(from);
    }
    while (in.peek() == LABEL) {
      in.skip(in.tag());
    }
    writer.begin(in.bytes(), from, in.at());
  }

  /** Takes a sample that is written as all senders write it; says whether there was one. */
  private boolean plainSample() {
    int end = plain.read(in.bytes(), in.at(), in.end());
    if (end < 0) {
      return false;
    }
    in.moveTo(end);
    return true;
  }

  private void sample() throws MalformedMessageException {
    int outer = in.enter();
    double value = 0;
    long time = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == VALUE) {
        value = in.float64();
      } else if (tag == TIME) {
        time = in.varint();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    writer.sample(time, value, SampleColumns.NO_START);
  }

  private void exemplar() throws MalformedMessageException {
    int outer = in.enter();
    int from = in.at();
    while (in.peek() == LABEL) {
      in.skip(in.tag());
    }
    int to = in.at();
    double value = 0;
    long time = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 2 -> value = in.float64();
        case 3 -> time = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    writer.exemplar(in.bytes(), from, to, value, time);
  }

  private void metadata() throws MalformedMessageException {
    long type = 0;
    String family = "";
    String help = "";
    String unit = "";
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> type = in.varint();
        case 2 -> family = texts.plainText(in);
        case 4 -> help = texts.plainText(in);
        case 5 -> unit = texts.plainText(in);
        default -> in.skip(tag);
      }
    }
    if (!family.isEmpty()) {
      batch.metadata(family, new MetricMetadata(MetadataTypes.name(type), help, unit));
    }
  }
}
