package io.kubernaut.core.jetty;

import io.kubernaut.core.http.EventSink;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The connection of one client of an event stream. Costs no thread. */
final class StreamSink implements EventSink {

  private final Response response;
  private final Consumer<@Nullable Throwable> over;

  /**
   * Wraps a response whose head has been sent.
   *
   * @param over told once that the stream is over, with the cause unless it ended as it should
   */
  StreamSink(Response response, Consumer<@Nullable Throwable> over) {
    this.response = response;
    this.over = over;
  }

  @Override
  public void send(ByteBuffer frame, Outcome outcome) {
    response.write(false, frame, Callback.from(outcome::sent, cause -> outcome.failed()));
  }

  @Override
  public void end() {
    response.write(true, BufferUtil.EMPTY_BUFFER, Callback.from(() -> over.accept(null), over));
  }

  @Override
  public void abort() {
    over.accept(new LostClient());
  }

  /** Why a stream is over when its client has gone; a stack would say nothing. */
  static final class LostClient extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostClient() {
      super("The client of an event stream has gone, or takes nothing", null, false, false);
    }
  }
}
