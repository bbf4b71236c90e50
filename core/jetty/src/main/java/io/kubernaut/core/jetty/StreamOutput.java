package io.kubernaut.core.jetty;

import io.kubernaut.core.runtime.MonotonicClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;

/**
 * What a streamed body is written to: one pooled buffer, sent whenever it is full. The writing
 * thread waits until the client has taken it; the watch cuts a client that does not.
 */
final class StreamOutput extends OutputStream {

  private final Response response;
  private final Progress progress;
  private final MonotonicClock clock;
  private final RetainableByteBuffer pooled;
  private final ByteBuffer buffer;
  private boolean begun;
  private boolean ended;
  private boolean broken;

  StreamOutput(Response response, ByteBufferPool pool, Progress progress, MonotonicClock clock) {
    this.response = response;
    this.progress = progress;
    this.clock = clock;
    this.pooled = pool.acquire(Serving.CHUNK, true);
    this.buffer = pooled.getByteBuffer();
  }

  @Override
  public void write(int value) throws IOException {
    requireOpen();
    if (BufferUtil.space(buffer) == 0) {
      send(false);
    }
    BufferUtil.append(buffer, (byte) value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    requireOpen();
    int from = offset;
    int end = offset + length;
    while (from < end) {
      if (BufferUtil.space(buffer) == 0) {
        send(false);
      }
      int size = Math.min(BufferUtil.space(buffer), end - from);
      BufferUtil.append(buffer, bytes, from, size);
      from += size;
    }
  }

  @Override
  public void flush() throws IOException {
    requireOpen();
    if (BufferUtil.hasContent(buffer)) {
      send(false);
    }
  }

  /** Sends what is left and ends the body. */
  void end() throws IOException {
    requireOpen();
    send(true);
  }

  /** Gives the buffer back; what was not sent is lost. */
  void release() {
    ended = true;
    pooled.release();
  }

  /** Tells whether a part of the body has gone out, so that it is too late for another answer. */
  boolean begun() {
    return begun;
  }

  /** Tells whether it was the client's connection that failed, not the writer. */
  boolean broken() {
    return broken;
  }

  private void send(boolean last) throws IOException {
    begun = true;
    progress.begin(buffer.remaining(), clock.nanos());
    try {
      Content.Sink.write(response, last, buffer);
      progress.end();
    } catch (IOException | RuntimeException failure) {
      broken = true;
      throw failure;
    }
    BufferUtil.clear(buffer);
    ended = last;
  }

  private void requireOpen() throws IOException {
    if (ended || broken) {
      throw new IOException("The response has ended; nothing can be written to it any more");
    }
  }
}
