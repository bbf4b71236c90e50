package io.kubernaut.metrics.registry.binders;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.registry.exposition.MetricParser;
import io.kubernaut.metrics.registry.exposition.ParseException;
import io.kubernaut.metrics.registry.exposition.ParsedFamily;
import io.kubernaut.metrics.registry.exposition.ParsedSample;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the processor, memory, disk and network use of other processes, in their metrics.
 *
 * <pre>{@code
 * PeerResources peers = PeerResources.builder(client, List.of(
 *     URI.create("http://10.0.0.7:8077/metrics"), URI.create("http://10.0.0.8:8077/metrics"))).build();
 * PeerView view = peers.read();
 * view.total().memoryBytes();   // of all peers that answered
 * view.unreachable();           // and those that did not, with the reason
 * }</pre>
 *
 * <p>Peers are services with this SDK, or any that expose the process metrics of Prometheus's
 * client libraries. A peer that does not answer in time, answers too much, or answers what is no
 * exposition, is named and harms no other. Safe for any thread; readings take turns.
 */
public final class PeerResources {
  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;version=0.0.4;q=0.5";

  private final List<URI> peers;
  private final HttpClient client;
  private final Duration deadline;
  private final int mostBytes;
  private final MonotonicClock clock;
  private final Map<URI, Reading> last = new HashMap<>(); // guarded by this

  private PeerResources(Builder builder) {
    this.peers = builder.peers;
    this.client = builder.client;
    this.deadline = builder.deadline;
    this.mostBytes = builder.mostBytes;
    this.clock = builder.clock;
  }

  /**
   * Begins to describe which peers to look at.
   *
   * @param client what asks them; its proxies, certificates and threads are the caller's
   * @param peers where their metrics are
   * @return a builder
   * @throws IllegalArgumentException if one is no {@code http} or {@code https} address
   */
  public static Builder builder(HttpClient client, List<URI> peers) {
    return new Builder(client, peers);
  }

  /**
   * Asks all peers at once and waits for them, for the deadline at most.
   *
   * @return what they told
   */
  public synchronized PeerView read() {
    long start = clock.nanos();
    Map<URI, CompletableFuture<HttpResponse<byte[]>>> answers = new LinkedHashMap<>();
    peers.forEach(peer -> answers.put(peer, client.sendAsync(request(peer), this::limited)));
    Map<URI, ResourceUse> uses = new HashMap<>();
    Map<URI, String> unreachable = new HashMap<>();
    answers.forEach(
        (peer, answer) -> {
          try {
            uses.put(peer, use(peer, answer, start));
          } catch (Unusable e) {
            unreachable.put(peer, e.reason);
          }
        });
    return new PeerView(uses, unreachable);
  }

  private HttpRequest request(URI peer) {
    return HttpRequest.newBuilder(peer).header("Accept", ACCEPT).timeout(deadline).build();
  }

  private LimitedBody limited(HttpResponse.ResponseInfo ignoredSameForAll) {
    return new LimitedBody(mostBytes);
  }

  private ResourceUse use(URI peer, CompletableFuture<HttpResponse<byte[]>> answer, long start)
      throws Unusable {
    HttpResponse<byte[]> response = await(answer, start);
    if (response.statusCode() != 200) {
      throw new Unusable("it answered with status " + response.statusCode());
    }
    Map<String, Double> sums = sums(response.body());
    return withCores(peer, ResourceUse.of(name -> optional(sums.get(name))));
  }

  /** The request's own limit ends with the headers; this one holds to the end of the body. */
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, long start)
      throws Unusable {
    long left = deadline.toNanos() - (clock.nanos() - start);
    try {
      return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new Unusable("it did not answer within " + deadline);
    } catch (ExecutionException e) {
      throw new Unusable(reason(e.getCause()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unusable("the wait for it was interrupted");
    }
  }

  private String reason(@Nullable Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "it did not answer within " + deadline;
    }
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "no connection" : message;
  }

  /** Adds up the series of each name: a peer may have labels on what we have none. */
  private static Map<String, Double> sums(byte[] text) throws Unusable {
    Map<String, Double> sums = new HashMap<>();
    try {
      for (ParsedFamily family : MetricParser.parseLeniently(text)) {
        for (ParsedSample sample : family.samples()) {
          sums.merge(sample.name(), sample.value(), Double::sum);
        }
      }
    } catch (ParseException e) {
      throw new Unusable("its answer is no exposition: " + e.getMessage());
    }
    return sums;
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null || value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** A peer that was started anew counts from zero: then there is no rate this time. */
  private ResourceUse withCores(URI peer, ResourceUse use) {
    if (use.cpuSeconds().isEmpty()) {
      return use;
    }
    Reading now = new Reading(use.cpuSeconds().getAsDouble(), clock.nanos());
    Reading before = last.put(peer, now);
    return before == null ? use : use.withCores(now.coresSince(before));
  }

  private record Reading(double cpuSeconds, long nanos) {
    OptionalDouble coresSince(Reading before) {
      double seconds = (nanos - before.nanos) / 1e9;
      double used = cpuSeconds - before.cpuSeconds;
      return seconds > 0 && used >= 0 ? OptionalDouble.of(used / seconds) : OptionalDouble.empty();
    }
  }

  /** Says why a peer's answer can not be used. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    Unusable(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  /** Describes which peers to look at, and how. Not safe for several threads. */
  public static final class Builder {
    private final HttpClient client;
    private final List<URI> peers;
    private Duration deadline = Duration.ofSeconds(5);
    private int mostBytes = 16 << 20;
    private MonotonicClock clock = MonotonicClock.system();

    private Builder(HttpClient client, List<URI> peers) {
      this.client = client;
      for (URI peer : peers) {
        if (!"http".equals(peer.getScheme()) && !"https".equals(peer.getScheme())) {
          throw new IllegalArgumentException(
              "Invalid peer \"%s\": it is no http address. Use for example http://10.0.0.7:8077/metrics."
                  .formatted(peer));
        }
      }
      this.peers = peers.stream().distinct().toList();
    }

    /**
     * Sets how long a reading may take.
     *
     * @param time instead of five seconds
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder deadline(Duration time) {
      if (time.isZero() || time.isNegative()) {
        throw new IllegalArgumentException(
            "Invalid deadline %s. Use a positive duration.".formatted(time));
      }
      deadline = time;
      return this;
    }

    /**
     * Sets how long the answer of each peer may be; all answers are in memory together.
     *
     * @param bytes instead of 16 MiB
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder mostBytes(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("Invalid limit %d. Use at least 1.".formatted(bytes));
      }
      mostBytes = bytes;
      return this;
    }

    /**
     * Sets the clock that rates are measured with.
     *
     * @param time instead of the virtual machine's
     * @return this
     */
    public Builder clock(MonotonicClock time) {
      clock = time;
      return this;
    }

    /**
     * Returns what looks at the peers.
     *
     * @return peers that were not asked yet
     */
    public PeerResources build() {
      return new PeerResources(this);
    }
  }
}
