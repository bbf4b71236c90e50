package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Scheduler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Packs orders as they come in, from a queue that is bounded and measured, and refills the stock.
 */
final class Warehouse implements AutoCloseable {

  private static final int MOST_WAITING = 200;
  private static final int DELIVERY = 60;
  private static final Duration PACKING = Duration.ofMillis(20);
  private static final Duration STANDSTILL = Duration.ofSeconds(2);
  private static final Duration REFILLING = Duration.ofMillis(500);

  private final Stock stock;
  private final MonotonicClock clock;
  private final BlockingQueue<Order> waiting;
  private final Timer fulfilment;
  private final List<Scheduler.Scheduled> tasks;
  private volatile long movedAt;

  Warehouse(Kubernaut kubernaut, Stock stock) {
    this.stock = stock;
    this.clock = kubernaut.platform().monotonicClock();
    this.movedAt = clock.nanos();
    this.waiting = kubernaut.attachments().queue("packing", new ArrayBlockingQueue<>(MOST_WAITING));
    this.fulfilment =
        Timer.builder("orders.fulfilment")
            .description("Time from an order to its parcel")
            .register(kubernaut.metrics());
    for (String item : stock.items()) {
      Gauge.builder("stock.level", () -> stock.level(item).orElse(0))
          .description("How many there are")
          .tag("item", item)
          .register(kubernaut.metrics());
    }
    Scheduler scheduler = kubernaut.platform().scheduler();
    this.tasks =
        List.of(
            scheduler.every("pack orders", PACKING, this::pack),
            scheduler.every("refill stock", REFILLING, this::refill));
  }

  /** Takes an order to be packed; returns false if there are too many. */
  boolean accept(Order order) {
    return waiting.offer(order);
  }

  /** Tells whether there is room for more orders. */
  boolean hasRoom() {
    return waiting.remainingCapacity() > 0;
  }

  /** Tells whether parcels leave: what was drained last was drained a short while ago. */
  boolean isMoving() {
    return clock.nanos() - movedAt < STANDSTILL.toNanos();
  }

  private void pack() {
    movedAt = clock.nanos();
    List<Order> parcels = new ArrayList<>();
    waiting.drainTo(parcels);
    for (Order order : parcels) {
      fulfilment.record(clock.nanos() - order.placedNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void refill() {
    stock.items().forEach(item -> stock.add(item, DELIVERY));
  }

  @Override
  public void close() {
    tasks.forEach(Scheduler.Scheduled::close);
    pack();
  }
}
