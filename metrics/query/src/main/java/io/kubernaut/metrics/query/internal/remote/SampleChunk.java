package io.kubernaut.metrics.query.internal.remote;

/**
 * Some samples of one series that follow one another, in an encoding that Prometheus reads. A chunk
 * begins with the number of its samples in two bytes, the higher one first. For one thread.
 */
abstract class SampleChunk {

  /** As many samples Prometheus itself puts into one. */
  private static final int MOST = 120;

  final BitSink out = new BitSink();
  private int size;
  private long first;
  private long last;

  /** The number of the encoding in the message. */
  abstract int encoding();

  /** Begins an empty chunk. */
  void clear() {
    out.clear();
    out.bits(0, 16);
    size = 0;
  }

  final int size() {
    return size;
  }

  final boolean isFull() {
    return size == MOST;
  }

  /** The time of the sample before; to be asked if there is one. */
  final long last() {
    return last;
  }

  final void count(long time) {
    first = size == 0 ? time : first;
    last = time;
    size++;
  }

  /** Writes {@code Chunk}: 1 first time, 2 last time, 3 encoding, 4 bytes. */
  final void writeTo(MessageSink chunk) {
    out.first(size);
    chunk.number(1, first);
    chunk.number(2, last);
    chunk.number(3, encoding());
    chunk.bytes(4, out.bytes(), out.size());
  }
}
