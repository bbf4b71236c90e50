package io.kubernaut.metrics.registry.binders;

import java.util.stream.IntStream;

/** The texts of HTTP statuses, made once: a label value must not cost an object a request. */
final class StatusText {
  private static final int FIRST = 100;
  private static final String[] TEXTS =
      IntStream.range(FIRST, 600).mapToObj(Integer::toString).toArray(String[]::new);

  private StatusText() {}

  static String of(int status) {
    int index = status - FIRST;
    return index >= 0 && index < TEXTS.length ? TEXTS[index] : "other";
  }
}
