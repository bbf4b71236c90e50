package io.kubernaut.core.jetty;

import io.kubernaut.core.runtime.MonotonicClock;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/** Sends bytes that are at hand, chunk by chunk and without a thread of its own. */
final class ChunkSender extends IteratingCallback {

  private final Response response;
  private final byte[] content;
  private final Progress progress;
  private final MonotonicClock clock;
  private final Callback done;
  private int position;
  private boolean last;

  ChunkSender(
      Response response, byte[] content, Progress progress, MonotonicClock clock, Callback done) {
    this.response = response;
    this.content = content;
    this.progress = progress;
    this.clock = clock;
    this.done = done;
  }

  @Override
  protected Action process() {
    if (last) {
      return Action.SUCCEEDED;
    }
    int length = Math.min(Serving.CHUNK, content.length - position);
    ByteBuffer chunk = ByteBuffer.wrap(content, position, length).slice();
    position += length;
    last = position == content.length;
    progress.begin(length, clock.nanos());
    response.write(last, chunk, this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onSuccess() {
    progress.end();
  }

  @Override
  protected void onCompleteSuccess() {
    done.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    done.failed(cause);
  }
}
