package io.kubernaut.core.jetty;

import io.kubernaut.core.http.RawClient;
import io.kubernaut.core.http.RawClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * Requests over some connections at a steady rate.
 *
 * <p>Each request has a moment at which it is due, and its time counts from that moment, whether or
 * not the answers before it came late; so a server that pauses is charged for everybody who had to
 * wait. Where the rate is infinite, the next request is due when the last one is answered.
 */
public final class Load {

  private final URI server;
  private final List<String> requests;
  private final int connections;
  private final double perSecond;
  private final BiFunction<String, Answer, String> flaw;

  /**
   * Describes a load.
   *
   * @param server where to
   * @param requests what is sent, in turn, each a whole message
   * @param connections over how many
   * @param perSecond how many in all; infinite for as many as there can be
   * @param flaw says what is wrong with the answer to a request; nothing if it is empty
   */
  public Load(
      URI server,
      List<String> requests,
      int connections,
      double perSecond,
      BiFunction<String, Answer, String> flaw) {
    this.server = server;
    this.requests = List.copyOf(requests);
    this.connections = connections;
    this.perSecond = perSecond;
    this.flaw = flaw;
  }

  /** Runs it, and returns what came of it. */
  public Result run(Duration time) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long begin = System.nanoTime();
      List<CompletableFuture<Tally>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int first = i;
        running.add(
            CompletableFuture.supplyAsync(() -> talk(first, begin, time.toNanos()), threads));
      }
      List<Tally> tallies = running.stream().map(CompletableFuture::join).toList();
      return Result.of(tallies, System.nanoTime() - begin);
    } finally {
      threads.shutdownNow();
    }
  }

  private Tally talk(int first, long begin, long nanos) {
    Tally tally = new Tally();
    try (RawClient client = RawClient.connect(server)) {
      for (int i = first; ; i += connections) {
        long due = due(i, begin);
        if (due - begin >= nanos) {
          return tally;
        }
        awaitMoment(due);
        String request = requests.get(i % requests.size());
        Answer answer = client.send(request).read();
        tally.add(System.nanoTime() - due, answer.status(), flaw.apply(request, answer));
      }
    } catch (IOException | RuntimeException broken) {
      tally.errors.add(broken.toString());
      return tally;
    }
  }

  private long due(int index, long begin) {
    return Double.isInfinite(perSecond)
        ? System.nanoTime()
        : begin + (long) (index * 1e9 / perSecond);
  }

  private static void awaitMoment(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  /** What one connection saw. Used by its thread, then by the one that joins it. */
  private static final class Tally {

    final Map<Integer, Long> statuses = new TreeMap<>();
    final List<String> errors = new ArrayList<>();
    long[] nanos = new long[1_024];
    int count;

    void add(long time, int status, String flaw) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = time;
      statuses.merge(status, 1L, Long::sum);
      if (!flaw.isEmpty()) {
        errors.add(flaw);
      }
    }
  }

  /** What all connections saw. */
  public static final class Result {

    private final long[] sorted;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private final double seconds;

    private Result(long[] sorted, double seconds) {
      this.sorted = sorted;
      this.seconds = seconds;
    }

    static Result of(List<Tally> tallies, long nanos) {
      long[] all =
          tallies.stream()
              .flatMapToLong(t -> Arrays.stream(t.nanos, 0, t.count))
              .sorted()
              .toArray();
      Result result = new Result(all, nanos / 1e9);
      for (Tally tally : tallies) {
        tally.statuses.forEach((status, n) -> result.statuses.merge(status, n, Long::sum));
        result.errors.addAll(tally.errors);
      }
      return result;
    }

    public Map<Integer, Long> statuses() {
      return statuses;
    }

    public List<String> errors() {
      return errors;
    }

    public double seconds() {
      return seconds;
    }

    public double perSecond() {
      return sorted.length / seconds;
    }

    public Duration percentile(int percent) {
      int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
      return Duration.ofNanos(sorted[Math.max(0, index)]);
    }

    @Override
    public String toString() {
      return "%d requests in %.1f s, %.0f/s (%.0f/min), p50 %.2f ms, p99 %.2f ms, max %.2f ms"
          .formatted(
              sorted.length,
              seconds,
              perSecond(),
              60 * perSecond(),
              percentile(50).toNanos() / 1e6,
              percentile(99).toNanos() / 1e6,
              percentile(100).toNanos() / 1e6);
    }
  }
}
