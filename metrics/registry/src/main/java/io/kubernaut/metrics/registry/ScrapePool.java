package io.kubernaut.metrics.registry;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Scrapes with their buffers, kept to serve again: as many as run at once, a few at the most. */
final class ScrapePool {
  private static final int KEPT = 4;

  private final Supplier<Scrape> maker;
  private final Queue<Scrape> idle = new ConcurrentLinkedQueue<>();

  ScrapePool(Supplier<Scrape> maker) {
    this.maker = maker;
  }

  /** Lends a scrape. One whose use has failed is not kept. */
  void lend(Consumer<Scrape> use) {
    Scrape known = idle.poll();
    Scrape scrape = known == null ? maker.get() : known;
    use.accept(scrape);
    if (idle.size() < KEPT) {
      idle.add(scrape);
    }
  }
}
