package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HttpLimits;

/** How the body of a request comes in, as the watch sees it. Used by the watch's thread. */
final class Intake {

  private final HttpLimits limits;
  private final ClientLine line;
  private final long began;
  private final long bytesBefore;
  private long received;
  private long progressed;

  Intake(HttpLimits limits, ClientLine line, long nanos) {
    this.limits = limits;
    this.line = line;
    this.began = nanos;
    this.progressed = nanos;
    this.bytesBefore = line.bytesIn();
  }

  /** Tells whether nothing came for a while, or too little in all. */
  boolean tooSlow(long nanos) {
    long now = line.bytesIn() - bytesBefore;
    if (now != received) {
      received = now;
      progressed = nanos;
    }
    boolean stalled = nanos - progressed > limits.stallTime().toNanos();
    boolean trickling =
        limits.minimumBytesPerSecond() > 0 && nanos - began > Progress.allowed(limits, received);
    return stalled || trickling;
  }
}
