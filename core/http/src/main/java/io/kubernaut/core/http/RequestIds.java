package io.kubernaut.core.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Names requests, so that an answer, a log line and a client's complaint can be brought together.
 *
 * <p>A name the client brings is kept if it is short and plain; else the request gets a number that
 * no other request of this router has. Numbers of two routers hardly meet, as each starts from the
 * clock. They are no secret.
 */
final class RequestIds {

  static final String HEADER = "X-Request-Id";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final String prefix;
  private final AtomicLong last = new AtomicLong();

  RequestIds(long seed) {
    this.prefix = Long.toUnsignedString(seed, 36) + "-";
  }

  String of(Headers headers) {
    return headers
        .first(HEADER)
        .filter(given -> PLAIN.matcher(given).matches())
        .orElseGet(() -> prefix + Long.toString(last.incrementAndGet(), 36));
  }
}
