package io.kubernaut.metrics.registry.binders;

import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what goes into a queue, what it refuses, and what is taken out. */
final class MeteredQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> {
  private final BlockingQueue<E> queue;
  private final Counter accepted;
  private final Counter refused;
  private final Counter taken;

  MeteredQueue(BlockingQueue<E> queue, String name, KubernautMeterRegistry registry) {
    this.queue = queue;
    CounterFamily offers =
        registry
            .counters("queue.offers")
            .description("Elements that were offered to the queue, by outcome")
            .labels("name", "outcome")
            .register();
    this.accepted = offers.with(name, "accepted");
    this.refused = offers.with(name, "refused");
    this.taken =
        registry
            .counters("queue.taken")
            .description("Elements that were taken out of the queue")
            .labels("name")
            .register()
            .with(name);
    Gauge.builder("queue.size", queue::size)
        .description("Elements in the queue")
        .tag("name", name)
        .register(registry);
    Gauge.builder("queue.remaining", queue::remainingCapacity)
        .description("Elements that the queue has room for")
        .tag("name", name)
        .register(registry);
  }

  double emitted() {
    return accepted.count() + refused.count() + taken.count();
  }

  @Override
  public boolean offer(E element) {
    return counted(queue.offer(element));
  }

  @Override
  public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
    return counted(queue.offer(element, timeout, unit));
  }

  @Override
  public void put(E element) throws InterruptedException {
    queue.put(element);
    accepted.increment();
  }

  private boolean counted(boolean fits) {
    (fits ? accepted : refused).increment();
    return fits;
  }

  @Override
  public @Nullable E poll() {
    return counted(queue.poll());
  }

  @Override
  public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
    return counted(queue.poll(timeout, unit));
  }

  @Override
  public E take() throws InterruptedException {
    E element = queue.take();
    taken.increment();
    return element;
  }

  private @Nullable E counted(@Nullable E element) {
    if (element != null) {
      taken.increment();
    }
    return element;
  }

  @Override
  public int drainTo(Collection<? super E> into) {
    return counted(queue.drainTo(into));
  }

  @Override
  public int drainTo(Collection<? super E> into, int most) {
    return counted(queue.drainTo(into, most));
  }

  private int counted(int elements) {
    taken.increment(elements);
    return elements;
  }

  @Override
  public @Nullable E peek() {
    return queue.peek();
  }

  @Override
  public int size() {
    return queue.size();
  }

  @Override
  public int remainingCapacity() {
    return queue.remainingCapacity();
  }

  @Override
  public boolean remove(Object element) {
    return counted(queue.remove(element) ? 1 : 0) > 0;
  }

  @Override
  public boolean contains(Object element) {
    return queue.contains(element);
  }

  @Override
  public Iterator<E> iterator() {
    return queue.iterator();
  }

  @Override
  public String toString() {
    return queue.toString();
  }
}
