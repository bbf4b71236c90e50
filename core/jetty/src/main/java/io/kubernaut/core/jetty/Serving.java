package io.kubernaut.core.jetty;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.EventSubscription;
import io.kubernaut.core.http.EventTopic;
import io.kubernaut.core.http.Exchange;
import io.kubernaut.core.http.Response;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to the last byte of its answer.
 *
 * <p>A thread is needed only while the handler runs and while a streamed body is made. The body of
 * the request is read, and an answer that is at hand is sent, without one; an event stream has none
 * either. The {@link Watch} looks at the request from another thread now and then: it answers in
 * the handler's place when the time is up, and cuts the connection of a client that does not take
 * what it asked for. Whoever answers first, answers.
 */
final class Serving {

  /** How much is sent at a time; by this the watch sees how a client gets on. */
  static final int CHUNK = 32 * 1024;

  /** A handler that takes less time is not worth looking whether its client is still there. */
  private static final long PATIENCE = 20_000_000;

  private static final byte[] NO_BODY = new byte[0];

  private enum Phase {
    READING,
    HANDLING,
    SENDING,
    STREAMING,
    DONE
  }

  private final Context context;
  private final ClientLine line;
  private final Exchange exchange;
  private final Request request;
  private final org.eclipse.jetty.server.Response response;
  private final Callback callback;

  private final long began;
  private final Intake intake;
  private final Progress progress;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final AtomicBoolean done = new AtomicBoolean();
  private volatile Phase phase = Phase.HANDLING;
  private volatile @Nullable EventSubscription subscription;

  Serving(
      Context context,
      ClientLine line,
      Exchange exchange,
      Request request,
      org.eclipse.jetty.server.Response response,
      Callback callback) {
    this.context = context;
    this.line = line;
    this.exchange = exchange;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.began = context.clock().nanos();
    this.intake = new Intake(context.limits(), line, began);
    this.progress = new Progress(context.limits());
  }

  // The body of the request

  void begin() {
    context.watch().begin();
    line.busyWith(this);
    int limit = exchange.bodyLimit();
    if (context.watch().draining()) {
      answer(exchange.stopping().withHeader("Connection", "close"));
    } else if (line.reserved() && (!exchange.essential() || limit > 0)) {
      answer(exchange.overloaded().withHeader("Connection", "close"));
    } else if (limit == 0 || request.getLength() == 0) {
      handle(NO_BODY);
    } else if (request.getLength() > limit) {
      answer(exchange.bodyTooLarge());
    } else if (context.bodies().tryAcquire()) {
      read(limit);
    } else {
      answer(exchange.overloaded());
    }
  }

  private void read(int limit) {
    phase = Phase.READING;
    // Blocking says that what follows may block: it never runs on the selector's thread.
    Promise.Invocable<byte[]> read =
        Promise.Invocable.from(InvocationType.BLOCKING, this::bodyRead, this::bodyFailed);
    Content.Source.asByteArrayAsync(request, limit, read);
  }

  private void bodyRead(byte[] body) {
    context.bodies().release();
    if (!answered.get()) {
      handle(body);
    }
  }

  private void bodyFailed(Throwable cause) {
    context.bodies().release();
    if (cause instanceof IllegalStateException) {
      answer(exchange.bodyTooLarge());
    } else if (answered.compareAndSet(false, true)) {
      finish(exchange.bodyTooSlow(), cause);
    }
  }

  // The handler

  private void handle(byte[] body) {
    phase = Phase.HANDLING;
    answer(exchange.respond(body));
  }

  // The answer

  private void answer(Response answer) {
    if (answered.compareAndSet(false, true)) {
      send(answer);
    }
  }

  private void send(Response answer) {
    if (request.getMethod().equals("HEAD") && !answer.headers().has("Content-Length")) {
      sendHeadOnly(answer);
    } else if (answer.body() instanceof Body.Events events) {
      stream(answer, events.topic());
    } else if (answer.body() instanceof Body.Streamed streamed) {
      sendLong(() -> make(answer, streamed.writer()));
    } else if (answer.body() instanceof Body.Bytes bytes && bytes.content().length > 2 * CHUNK) {
      sendLong(() -> sendBytes(answer, bytes.content(), context.longAnswers()));
    } else if (answer.body() instanceof Body.Bytes bytes) {
      sendBytes(answer, bytes.content(), null);
    }
  }

  /** A {@code HEAD} for a streamed body: its length is not known, and must not be given as zero. */
  private void sendHeadOnly(Response answer) {
    phase = Phase.SENDING;
    Heads.write(answer, response);
    response.write(
        false,
        BufferUtil.EMPTY_BUFFER,
        Callback.from(
            () ->
                response.write(
                    true,
                    BufferUtil.EMPTY_BUFFER,
                    Callback.from(() -> finish(answer, null), cause -> finish(answer, cause))),
            cause -> finish(answer, cause)));
  }

  private void sendLong(Runnable sending) {
    if (context.longAnswers().tryAcquire()) {
      sending.run();
    } else {
      send(exchange.overloaded());
    }
  }

  private void sendBytes(Response answer, byte[] content, @Nullable Semaphore place) {
    phase = Phase.SENDING;
    Heads.write(answer, response);
    Callback sent =
        Callback.from(() -> finish(answer, null, place), cause -> finish(answer, cause, place));
    new ChunkSender(response, content, progress, context.clock(), sent).iterate();
  }

  /** Makes a streamed body on this thread. */
  private void make(Response answer, Body.Writer writer) {
    phase = Phase.SENDING;
    Heads.write(answer, response);
    StreamOutput output =
        new StreamOutput(
            response, request.getComponents().getByteBufferPool(), progress, context.clock());
    Throwable failure = null;
    try {
      writer.writeTo(output);
      output.end();
    } catch (Throwable cause) {
      failure = cause;
    } finally {
      output.release();
      context.longAnswers().release();
    }
    if (failure == null || output.broken()) {
      finish(answer, failure);
    } else {
      makeUp(failure, output.begun(), answer);
    }
  }

  /**
   * The writer failed: another answer if there is still time for one, else a body without an end.
   */
  private void makeUp(Throwable failure, boolean begun, Response answer) {
    Response instead = exchange.failed(failure);
    if (begun) {
      finish(answer, failure);
    } else {
      response.reset();
      send(instead);
    }
  }

  // Event streams

  private void stream(Response answer, EventTopic topic) {
    if (!context.watch().takeStream()) {
      send(exchange.tooManyStreams());
      return;
    }
    Heads.write(answer, response);
    response.write(
        false,
        BufferUtil.EMPTY_BUFFER,
        Callback.from(() -> subscribe(answer, topic), cause -> endStream(answer, cause)));
  }

  private void subscribe(Response answer, EventTopic topic) {
    exchange.close(answer, 0);
    phase = Phase.STREAMING;
    EventSubscription opened =
        topic.subscribe(new StreamSink(response, cause -> endStream(answer, cause)), lastEventId());
    subscription = opened;
    if (context.watch().draining()) {
      opened.end();
    }
  }

  private String lastEventId() {
    return Objects.requireNonNullElse(request.getHeaders().get("Last-Event-ID"), "");
  }

  private void endStream(Response answer, @Nullable Throwable cause) {
    context.watch().freeStream();
    finish(answer, cause);
  }

  // The end

  private void finish(Response answer, @Nullable Throwable cause, @Nullable Semaphore place) {
    if (place != null) {
      place.release();
    }
    finish(answer, cause);
  }

  private void finish(Response answer, @Nullable Throwable cause) {
    if (!done.compareAndSet(false, true)) {
      return;
    }
    phase = Phase.DONE;
    if (cause != null) {
      exchange.cancel();
    }
    exchange.close(answer, progress.sent());
    // Before the callback: after it, the next request of this line may begin.
    line.waitAgain(context.clock().nanos());
    if (cause == null) {
      callback.succeeded();
    } else {
      callback.failed(cause);
      line.cut();
    }
    context.watch().end();
  }

  // What the watch does

  void check(long nanos) {
    switch (phase) {
      case READING -> {
        if (intake.tooSlow(nanos)) {
          answer(exchange.bodyTooSlow());
        }
      }
      case HANDLING -> {
        if (expired(nanos) && answered.compareAndSet(false, true)) {
          send(exchange.expired());
        } else if (nanos - began > PATIENCE && line.hungUp()) {
          exchange.cancel();
        }
      }
      case SENDING -> checkSending(nanos);
      case STREAMING -> {
        EventSubscription open = subscription;
        if (open != null) {
          open.watch(nanos, context.heartbeat(), context.limits().stallTime());
        }
      }
      case DONE -> {}
    }
  }

  private void checkSending(long nanos) {
    if (progress.overdue(nanos)) {
      exchange.cancel();
      line.cut();
    } else if (expired(nanos) && !progress.sending()) {
      // The writer is at work and sends nothing: it is asked to stop.
      exchange.cancel();
    }
  }

  private boolean expired(long nanos) {
    return nanos - began > context.limits().requestTime().toNanos();
  }

  /** Tells an event stream to come back later; anything else is let finish. */
  void leave() {
    EventSubscription open = subscription;
    if (open != null) {
      open.end();
    }
  }
}
