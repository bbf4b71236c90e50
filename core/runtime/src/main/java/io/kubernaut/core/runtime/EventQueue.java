package io.kubernaut.core.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue between the stream and one listener.
 *
 * <p>Whoever finds the queue idle hands one drain to the executor; the drain serves a batch and
 * hands itself over again while there is more. So a listener is never called twice at a time, and
 * one which is busy does not keep the others from the executor's threads for more than a batch.
 */
final class EventQueue<E extends PlatformEvent> implements Subscription {

  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
  private static final int BATCH = 64;

  private final String name;
  private final Class<E> type;
  private final int limit;
  private final Consumer<? super E> listener;
  private final Executor executor;
  private final Consumer<EventQueue<?>> onClose;
  private final Deque<E> waiting = new ArrayDeque<>();
  private boolean draining;
  private volatile boolean closed;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failures = new LongAdder();

  EventQueue(
      String name,
      Class<E> type,
      int limit,
      Consumer<? super E> listener,
      Executor executor,
      Consumer<EventQueue<?>> onClose) {
    this.name = name;
    this.type = type;
    this.limit = limit;
    this.listener = listener;
    this.executor = executor;
    this.onClose = onClose;
  }

  void offer(PlatformEvent event) {
    if (!closed && type.isInstance(event) && enqueue(type.cast(event))) {
      handOver();
    }
  }

  /** Returns whether a drain has to be handed over. */
  private synchronized boolean enqueue(E event) {
    if (waiting.size() == limit) {
      waiting.removeFirst();
      dropped.increment();
    }
    waiting.addLast(event);
    boolean idle = !draining;
    draining = true;
    return idle;
  }

  private void handOver() {
    try {
      executor.execute(this::drain);
    } catch (RuntimeException | Error refused) {
      // The events stay queued; the next one tries again. There may be no thread, an error then.
      idle();
    }
  }

  private void drain() {
    boolean ended = false;
    try {
      drainBatch();
      ended = true;
    } finally {
      if (!ended) {
        // Whatever kills this drain must not be the end of the listener.
        idle();
      }
    }
  }

  private void drainBatch() {
    for (int i = 0; i < BATCH; i++) {
      @Nullable E event = next();
      if (event == null) {
        return;
      }
      deliver(event);
    }
    handOver();
  }

  private synchronized @Nullable E next() {
    @Nullable E event = closed ? null : waiting.pollFirst();
    draining = event != null;
    return event;
  }

  private synchronized void idle() {
    draining = false;
  }

  private void deliver(E event) {
    try {
      delivered.increment();
      listener.accept(event);
    } catch (Throwable thrown) {
      failures.increment();
      if (failures.sum() == 1) {
        LOG.warn("Subscriber {} failed; further failures are counted", name, thrown);
      }
    }
  }

  @Override
  public long delivered() {
    return delivered.sum();
  }

  @Override
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public long failures() {
    return failures.sum();
  }

  @Override
  public void close() {
    closed = true;
    onClose.accept(this);
  }
}
