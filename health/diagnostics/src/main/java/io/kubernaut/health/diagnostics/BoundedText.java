package io.kubernaut.health.diagnostics;

import io.kubernaut.health.diagnostics.BundlePart.Excess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Collects the text of one part and never holds more than twice its limit. Only whole lines are
 * kept: half a line could be the half of a secret without the word that gives it away.
 */
final class BoundedText implements BundlePart.Lines {

  private final Excess excess;
  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private long leftOut;
  private boolean full;
  private boolean closed;

  BoundedText(Excess excess, int limit) {
    this.excess = excess;
    this.limit = limit;
  }

  @Override
  public synchronized void write(String more) throws IOException {
    if (closed) {
      throw new IOException("The time of this part is over.");
    }
    if (full) {
      leftOut += more.length();
    } else {
      append(more);
    }
  }

  private void append(String more) {
    if (excess == Excess.END) {
      fill(more);
    } else if ((long) text.length() + more.length() > 2L * limit) {
      push(more);
    } else {
      text.append(more);
    }
  }

  /** Takes what fits and no more. */
  private void fill(String more) {
    int taken = Math.min(more.length(), limit - text.length());
    text.append(more, 0, taken);
    full = taken < more.length();
    if (full) {
      leftOut += more.length() - taken;
      dropEnd(limit);
    }
  }

  /** Makes room first; one character more than the limit tells whether a line begins there. */
  private void push(String more) {
    long tooMany = (long) text.length() + more.length() - limit - 1;
    int fromText = (int) Math.min(tooMany, text.length());
    text.delete(0, fromText);
    text.append(more, (int) (tooMany - fromText), more.length());
    leftOut += tooMany;
    dropOldest(limit);
  }

  private void dropOldest(int keep) {
    int from = text.indexOf("\n", text.length() - keep - 1) + 1;
    // No end of a line in all that may be kept: then nothing of that line is.
    int cut = from == 0 ? text.length() : from;
    leftOut += cut;
    text.delete(0, cut);
  }

  private void dropEnd(int keep) {
    int cut = text.lastIndexOf("\n", keep - 1) + 1;
    leftOut += text.length() - cut;
    text.setLength(cut);
  }

  /** Ends it: what is written later is refused. */
  synchronized void close() {
    closed = true;
  }

  synchronized long leftOut() {
    return leftOut;
  }

  @Override
  public synchronized String toString() {
    return text.toString();
  }

  /** Returns as many whole lines as fit into a number of bytes. */
  static String fit(String text, Excess excess, int bytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= bytes) {
      return text;
    }
    return excess == Excess.OLDEST ? lastLines(all, bytes) : firstLines(all, bytes);
  }

  private static String lastLines(byte[] all, int bytes) {
    int from = all.length - bytes;
    while (from < all.length && all[from - 1] != '\n') {
      from++;
    }
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  private static String firstLines(byte[] all, int bytes) {
    int to = bytes;
    while (to > 0 && all[to - 1] != '\n') {
      to--;
    }
    return new String(all, 0, to, StandardCharsets.UTF_8);
  }
}
