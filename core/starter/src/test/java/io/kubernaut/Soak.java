package io.kubernaut;

import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.OverloadException;
import io.kubernaut.core.runtime.PlatformEvent;
import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.TimerFamily;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Main class of the virtual machine that {@link SoakTest} starts. */
final class Soak {

  private static final int WRITERS = 2;
  private static final int METRICS_LIMIT = 1_000;
  private static final long MOST_GROWTH = 4L << 20;

  /** What a server's pool may still grow by after its first scrapes, whatever comes and goes. */
  private static final int MOST_NEW_THREADS = 8;

  /** Seconds, until each series has its place in the history. */
  private static final long FIRST_COLLECTIONS = 3;

  private static final int PIECE_BYTES = 1_024;

  private final Kubernaut kubernaut =
      new KubernautBuilder("soak", new Settings(property -> null, Web.IN_MEMORY)).http(0).start();
  private final CounterFamily visits =
      kubernaut.metrics().counters("visits").labels("user").register();
  private final TimerFamily work = kubernaut.metrics().timers("work").labels("user").register();
  private final BoundedExecutor executor =
      kubernaut.platform().executor("work", new ExecutorLimits(2, 1_000));
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicLong users = new AtomicLong();
  private final LongAdder recorded = new LongAdder();
  private final LongAdder scrapes = new LongAdder();
  private final List<Throwable> failures =
      java.util.Collections.synchronizedList(new ArrayList<>());
  private boolean failed;

  private Soak() {}

  public static void main(String[] arguments) throws Exception {
    new Soak().run(Long.parseLong(arguments[0]));
  }

  private void run(long seconds) throws Exception {
    kubernaut.platform().events().subscribe("slow", Piece.class, piece -> block());
    long warm = Math.max(FIRST_COLLECTIONS, seconds * 3 / 10);
    int live = loadFor(warm);
    long heap = heapAfterCollection();
    int grown = loadFor(seconds - warm) - live;
    judge(heapAfterCollection() - heap, grown);
    release.countDown();
    kubernaut.close();
    System.exit(failed ? 1 : 0);
  }

  /** Puts everything under load for a while, and returns how many threads the SDK has then. */
  private int loadFor(long seconds) throws InterruptedException {
    running.set(true);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      threads.add(started("writer", this::record));
    }
    threads.add(started("churn", this::churn));
    threads.add(started("overload", this::offer));
    threads.add(started("scraper", this::scrape));
    pass(seconds);
    int live = liveThreads();
    running.set(false);
    for (Thread thread : threads) {
      thread.join();
    }
    return live;
  }

  private void judge(long growth, int grown) throws Exception {
    say(growth < MOST_GROWTH, "heap flat: grew by " + growth + " bytes");
    say(grown <= MOST_NEW_THREADS, "threads constant: grew by " + grown);
    say(executor.refused() > 0, "executor refused " + executor.refused());
    long dropped = kubernaut.platform().events().dropped();
    say(dropped > 0, "events dropped " + dropped);
    say(visits.size() == METRICS_LIMIT, "series at their limit: " + visits.size());
    double total = visits.with("overflow").count();
    for (Counter counter : kubernaut.metrics().get("visits").counters()) {
      total += counter.getId().getTag("user").equals("overflow") ? 0 : counter.count();
    }
    say(total == recorded.sum(), "overflow exact: " + total + " of " + recorded.sum());
    say(failures.isEmpty() && scrapes.sum() > 0, "scrapes well-formed: " + scrapes + failures);
    String text = new Web().scrape(kubernaut);
    say(text.contains("kubernaut_sdk_refused_total"), "footprint reported");
  }

  private void say(boolean holds, String what) {
    System.out.println((holds ? "ok " : "NOT ") + what);
    failed |= !holds;
  }

  /** Every user is a new one, so that nearly all belong to the overflow series. */
  private void record() {
    while (running.get()) {
      String user = "user-" + users.incrementAndGet();
      visits.with(user).increment();
      work.with(user).record(users.get() % 1_000, TimeUnit.MICROSECONDS);
      kubernaut.metrics().counter("clicks", "user", user).increment();
      recorded.increment();
    }
  }

  /** Threads that come, record and die. */
  private void churn() {
    while (running.get()) {
      Thread shortLived = new Thread(() -> work.with("someone").record(1, TimeUnit.MILLISECONDS));
      shortLived.start();
      try {
        shortLived.join();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void offer() {
    while (running.get()) {
      Piece piece = new Piece(new byte[PIECE_BYTES]);
      kubernaut.platform().events().publish(piece);
      try {
        executor.execute(this::block);
      } catch (OverloadException full) {
        Thread.onSpinWait();
      }
    }
  }

  private void scrape() {
    Web web = new Web();
    while (running.get()) {
      try {
        web.scrapeStrictly(kubernaut);
        scrapes.increment();
      } catch (IOException | RuntimeException | AssertionError broken) {
        failures.add(broken);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void block() {
    try {
      release.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread started(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.start();
    return thread;
  }

  private void pass(long seconds) throws InterruptedException {
    if (release.await(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("released too early");
    }
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Those of the SDK; the test's own come and go. */
  private static int liveThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("kubernaut"))
            .count();
  }

  /** An event with a load. */
  private static final class Piece implements PlatformEvent {

    private final byte[] load;

    Piece(byte[] load) {
      this.load = load;
    }

    @Override
    public Instant time() {
      return Instant.EPOCH;
    }

    @Override
    public String type() {
      return "piece of " + load.length + " bytes";
    }

    @Override
    public String source() {
      return "soak";
    }
  }
}
