package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.SeriesSink;
import java.io.IOException;

/**
 * Receives one remote write after the other: unpacks it, puts its samples into a batch, commits.
 * Keeps its buffers for the next one. For one thread at a time.
 */
public final class WriteReader {

  /** A buffer that is longer than this is not kept. */
  private static final int KEPT_BYTES = 1 << 20;

  private final SeriesSink sink;
  private final SeriesCache cache;
  private final int mostBytes;
  private final LabelReader labels;
  private final HistogramReader histograms = new HistogramReader();
  private final MessageCursor cursor = new MessageCursor();
  private byte[] plain = new byte[64 << 10];

  /** Makes one that takes bodies of at most so many bytes when unpacked. */
  public WriteReader(
      SeriesSink sink, SeriesCache cache, int mostBytes, int mostLabels, int mostLabelBytes) {
    this.sink = sink;
    this.cache = cache;
    this.mostBytes = mostBytes;
    this.labels = new LabelReader(mostLabels, mostLabelBytes);
  }

  /**
   * Writes what a body holds.
   *
   * @param second whether its message is that of version 2.0
   * @param latestMillis samples of a later time are refused
   * @throws MalformedMessageException if it can not be read; then nothing of it is stored
   * @throws IOException if it could not be made durable; then nothing of it is stored
   */
  public WriteReport read(byte[] body, boolean second, long latestMillis)
      throws MalformedMessageException, IOException {
    int length = SnappyBlock.length(body, mostBytes);
    byte[] unpacked = room(length);
    SnappyBlock.unpack(body, length, unpacked);
    cursor.over(unpacked, 0, length);
    WriteReport report = new WriteReport();
    try (Appender batch = sink.appender()) {
      SeriesWriter writer = new SeriesWriter(cache, labels, batch, report, latestMillis);
      if (second) {
        new SecondVersion(cursor, writer, labels, histograms, batch).read();
      } else {
        new FirstVersion(cursor, writer, labels, histograms, batch).read();
      }
      batch.commit();
      writer.committed();
    } finally {
      cursor.over(plain, 0, 0); // a long body is not held on to
    }
    return report;
  }

  private byte[] room(int length) {
    int wanted = length + SnappyBlock.SLACK;
    if (wanted <= plain.length) {
      return plain;
    }
    byte[] made = new byte[wanted + (wanted >> 2)];
    if (made.length <= KEPT_BYTES) {
      plain = made;
    }
    return made;
  }
}
