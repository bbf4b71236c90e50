package io.kubernaut.core.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much one HTTP door takes before it says no. Each limit belongs to one server, none to the
 * JVM.
 *
 * @param headerBytes bytes of request line and headers together; more is answered with 431
 * @param targetLength characters of path and query; more is answered with 414
 * @param bodyBytes bytes of a request body; more is answered with 413
 * @param headTime how long a client may take to send request line and headers; then it is cut off
 * @param requestTime how long a request may take to be answered; then the answer is 503
 * @param stallTime how long a client may accept no byte of an answer, or send no byte of a body
 * @param idleTime how long a connection is kept open between two requests
 * @param minimumBytesPerSecond the rate a client must hold while it sends a body or takes an answer
 * @param connections open connections, event streams not counted; for more, one that waits is
 *     closed, and if none does they are answered on {@linkplain Route#essential() essential} routes
 *     alone, eight at a time
 * @param eventStreams open event streams; more are answered with 503
 * @param concurrentRequests requests being handled at the same time; more are answered with 503
 * @param requestsPerSecond requests of one address, in the long run; more are answered with 429;
 *     those to essential routes are counted by themselves
 * @param burst requests of one address at once, after a rest
 */
public record HttpLimits(
    int headerBytes,
    int targetLength,
    int bodyBytes,
    Duration headTime,
    Duration requestTime,
    Duration stallTime,
    Duration idleTime,
    int minimumBytesPerSecond,
    int connections,
    int eventStreams,
    int concurrentRequests,
    int requestsPerSecond,
    int burst) {

  private static final HttpLimits DEFAULTS =
      new HttpLimits(
          16 * 1024,
          8 * 1024,
          1024 * 1024,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          4 * 1024,
          1_024,
          2_048,
          64,
          1_000,
          2_000);

  /**
   * Checks the parts.
   *
   * @param headerBytes bytes of request line and headers together; more is answered with 431
   * @param targetLength characters of path and query; more is answered with 414
   * @param bodyBytes bytes of a request body; more is answered with 413
   * @param headTime how long a client may take to send request line and headers; then it is cut off
   * @param requestTime how long a request may take to be answered; then the answer is 503
   * @param stallTime how long a client may accept no byte of an answer, or send no byte of a body
   * @param idleTime how long a connection is kept open between two requests
   * @param minimumBytesPerSecond the rate a client must hold while it sends a body or takes an
   *     answer
   * @param connections open connections, event streams not counted; for more, one that waits is
   *     closed, and if none does they are answered on {@linkplain Route#essential() essential}
   *     routes alone, eight at a time
   * @param eventStreams open event streams; more are answered with 503
   * @param concurrentRequests requests being handled at the same time; more are answered with 503
   * @param requestsPerSecond requests of one address, in the long run; more are answered with 429;
   *     those to essential routes are counted by themselves
   * @param burst requests of one address at once, after a rest
   */
  public HttpLimits {
    Check check = new Check();
    check.between("headerBytes", headerBytes, 512, 1024 * 1024);
    check.between("targetLength", targetLength, 64, 512 * 1024);
    check.between("bodyBytes", bodyBytes, 1, 64 * 1024 * 1024);
    check.time("headTime", headTime);
    check.time("requestTime", requestTime);
    check.time("stallTime", stallTime);
    check.time("idleTime", idleTime);
    check.between("minimumBytesPerSecond", minimumBytesPerSecond, 0, 1024 * 1024);
    check.between("connections", connections, 1, 1_000_000);
    check.between("eventStreams", eventStreams, 0, 1_000_000);
    check.between("concurrentRequests", concurrentRequests, 1, 10_000);
    check.between("requestsPerSecond", requestsPerSecond, 1, 100_000_000);
    check.between("burst", burst, 1, 100_000_000);
    if (targetLength > headerBytes) {
      check.problems.add(
          "targetLength = %d is above headerBytes = %d, of which it is a part"
              .formatted(targetLength, headerBytes));
    }
    check.report();
  }

  /**
   * Returns the limits for a server beside a service: generous for scrapes and consoles, too tight
   * to hurt the host.
   *
   * @return the default limits
   */
  public static HttpLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Returns a builder that starts from the default limits.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder(DEFAULTS);
  }

  /** Changes single limits. Used by one thread. */
  public static final class Builder {

    private int headerBytes;
    private int targetLength;
    private int bodyBytes;
    private Duration headTime;
    private Duration requestTime;
    private Duration stallTime;
    private Duration idleTime;
    private int minimumBytesPerSecond;
    private int connections;
    private int eventStreams;
    private int concurrentRequests;
    private int requestsPerSecond;
    private int burst;

    private Builder(HttpLimits from) {
      headerBytes = from.headerBytes;
      targetLength = from.targetLength;
      bodyBytes = from.bodyBytes;
      headTime = from.headTime;
      requestTime = from.requestTime;
      stallTime = from.stallTime;
      idleTime = from.idleTime;
      minimumBytesPerSecond = from.minimumBytesPerSecond;
      connections = from.connections;
      eventStreams = from.eventStreams;
      concurrentRequests = from.concurrentRequests;
      requestsPerSecond = from.requestsPerSecond;
      burst = from.burst;
    }

    /**
     * Sets the size of request line and headers.
     *
     * @param bytes 512 bytes to 1 MiB
     * @return this builder
     */
    public Builder headerBytes(int bytes) {
      this.headerBytes = bytes;
      return this;
    }

    /**
     * Sets the length of path and query.
     *
     * @param characters 64 to 512 Ki, not above the size of the headers
     * @return this builder
     */
    public Builder targetLength(int characters) {
      this.targetLength = characters;
      return this;
    }

    /**
     * Sets the size of a request body.
     *
     * @param bytes 1 byte to 64 MiB
     * @return this builder
     */
    public Builder bodyBytes(int bytes) {
      this.bodyBytes = bytes;
      return this;
    }

    /**
     * Sets how long a client may take to send request line and headers.
     *
     * @param time 1 ms to 1 h
     * @return this builder
     */
    public Builder headTime(Duration time) {
      this.headTime = time;
      return this;
    }

    /**
     * Sets how long a request may take to be answered.
     *
     * @param time 1 ms to 1 h
     * @return this builder
     */
    public Builder requestTime(Duration time) {
      this.requestTime = time;
      return this;
    }

    /**
     * Sets how long a client may accept or send no byte in the middle of an exchange.
     *
     * @param time 1 ms to 1 h
     * @return this builder
     */
    public Builder stallTime(Duration time) {
      this.stallTime = time;
      return this;
    }

    /**
     * Sets how long a connection is kept open between two requests.
     *
     * @param time 1 ms to 1 h
     * @return this builder
     */
    public Builder idleTime(Duration time) {
      this.idleTime = time;
      return this;
    }

    /**
     * Sets the rate a client must hold while it sends a body or takes an answer.
     *
     * @param bytes 0, for no such limit, to 1 MiB
     * @return this builder
     */
    public Builder minimumBytesPerSecond(int bytes) {
      this.minimumBytesPerSecond = bytes;
      return this;
    }

    /**
     * Sets the number of open connections, event streams not counted.
     *
     * @param count 1 to 1,000,000
     * @return this builder
     */
    public Builder connections(int count) {
      this.connections = count;
      return this;
    }

    /**
     * Sets the number of open event streams.
     *
     * @param count 0 to 1,000,000
     * @return this builder
     */
    public Builder eventStreams(int count) {
      this.eventStreams = count;
      return this;
    }

    /**
     * Sets the number of requests handled at the same time.
     *
     * @param count 1 to 10,000
     * @return this builder
     */
    public Builder concurrentRequests(int count) {
      this.concurrentRequests = count;
      return this;
    }

    /**
     * Sets how many requests one address may make.
     *
     * @param perSecond requests a second in the long run, 1 to 100,000,000
     * @param burst requests at once after a rest, 1 to 100,000,000
     * @return this builder
     */
    public Builder rate(int perSecond, int burst) {
      this.requestsPerSecond = perSecond;
      this.burst = burst;
      return this;
    }

    /**
     * Returns the limits.
     *
     * @return the limits
     * @throws IllegalArgumentException if limits are out of range; names them all
     */
    public HttpLimits build() {
      return new HttpLimits(
          headerBytes,
          targetLength,
          bodyBytes,
          headTime,
          requestTime,
          stallTime,
          idleTime,
          minimumBytesPerSecond,
          connections,
          eventStreams,
          concurrentRequests,
          requestsPerSecond,
          burst);
    }
  }

  /** Collects what is wrong. */
  private static final class Check {

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofHours(1);

    final List<String> problems = new ArrayList<>();

    void between(String name, int value, int least, int most) {
      if (value < least || value > most) {
        problems.add("%s = %d must be between %d and %d".formatted(name, value, least, most));
      }
    }

    void time(String name, Duration value) {
      if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
        problems.add("%s = %s must be between 1 ms and 1 h".formatted(name, value));
      }
    }

    void report() {
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(
            "%d problem%s in HTTP limits:%n  %s"
                .formatted(
                    problems.size(),
                    problems.size() == 1 ? "" : "s",
                    String.join(System.lineSeparator() + "  ", problems)));
      }
    }
  }
}
