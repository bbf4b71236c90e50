package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Writes {@code prometheus.ChunkedReadResponse} messages one after the other, each in a frame: its
 * length as a varint, its CRC-32C in four bytes, the highest first, and itself.
 *
 * <pre>
 *   ChunkedReadResponse  1 series, 2 which query it answers
 *   ChunkedSeries        1 label*, 2 chunk*
 * </pre>
 *
 * <p>A message has one series, or a part of one: as soon as it has about a mebibyte it goes out, so
 * that no more than that is held. Samples outside of a query's range are left out. For one thread.
 */
public final class ChunkedResponse {

  /** The media type of what is written. */
  public static final String TYPE =
      "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse";

  private static final int FRAME = 1 << 20;

  private final OutputStream out;
  private final MessageSink response = new MessageSink();
  private final MessageSink series = new MessageSink();
  private final MessageSink inner = new MessageSink();
  private final MessageSink header = new MessageSink();
  private final XorChunk floats = new XorChunk();
  private final HistogramChunk histograms = new HistogramChunk();
  private final CRC32C crc = new CRC32C();
  private Labels labels = Labels.none();
  private long query;
  private boolean some;

  /** Writes to a stream, which stays open. */
  public ChunkedResponse(OutputStream out) {
    this.out = out;
  }

  /** Writes a series, which comes behind those that were written in the order of their labels. */
  public void add(int query, Labels labels, SampleColumns samples, long from, long to)
      throws IOException {
    this.query = query;
    this.labels = labels;
    begin();
    for (int i = 0; i < samples.size(); i++) {
      long time = samples.times()[i];
      if (time >= from && time <= to) {
        add(time, samples, i);
      }
    }
    end(floats);
    end(histograms);
    if (some) {
      send();
    }
  }

  private void begin() {
    series.clear();
    labels.forEach(this::label);
    some = false;
  }

  private void label(String name, String value) {
    inner.clear();
    inner.text(1, name);
    inner.text(2, value);
    series.message(1, inner);
  }

  private void add(long time, SampleColumns samples, int i) throws IOException {
    NativeHistogram histogram = samples.hasHistograms() ? samples.histograms()[i] : null;
    if (histogram == null) {
      end(histograms);
      floats.add(time, samples.values()[i]);
    } else {
      end(floats);
      if (!histograms.takes(histogram)) {
        end(histograms);
      }
      histograms.add(time, histogram);
    }
    if (floats.isFull()) {
      end(floats);
    }
  }

  private void end(SampleChunk chunk) throws IOException {
    if (chunk.size() == 0) {
      return;
    }
    inner.clear();
    chunk.writeTo(inner);
    chunk.clear();
    series.message(2, inner);
    some = true;
    if (series.size() >= FRAME) {
      send();
      begin();
    }
  }

  private void send() throws IOException {
    response.clear();
    response.message(1, series);
    if (query != 0) {
      response.number(2, query);
    }
    crc.reset();
    crc.update(response.bytes(), 0, response.size());
    header.clear();
    header.varint(response.size());
    int sum = (int) crc.getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      header.octet(sum >>> shift);
    }
    out.write(header.bytes(), 0, header.size());
    out.write(response.bytes(), 0, response.size());
  }
}
