package io.kubernaut.metrics.query.syntax;

/** Durations as Prometheus writes them: {@code 1h30m}. A year has 365 days, a week 7. */
public final class Durations {

  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };

  private Durations() {}

  /**
   * Reads a duration: numbers with units from the largest to the smallest, each once.
   *
   * @param text such as {@code 1h30m}
   * @return milliseconds
   * @throws IllegalArgumentException if it is not a duration or longer than 292 years
   */
  public static long parseMillis(String text) {
    if (text.equals("0")) {
      return 0;
    }
    long total = 0;
    int at = 0;
    int unit = 0;
    while (at < text.length()) {
      int digits = at;
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
        at++;
      }
      int from = unit;
      while (unit < UNITS.length && !unitAt(text, at, unit)) {
        unit++;
      }
      if (digits == at || at - digits > 15 || unit == UNITS.length || from > unit) {
        throw invalid(text);
      }
      total = add(total, Long.parseLong(text.substring(digits, at)), MILLIS[unit], text);
      at += UNITS[unit].length();
      unit++;
    }
    if (text.isEmpty()) {
      throw invalid(text);
    }
    return total;
  }

  /** An {@code m} that begins {@code ms} is not a minute. */
  private static boolean unitAt(String text, int at, int unit) {
    boolean starts = text.startsWith(UNITS[unit], at);
    return starts && !(UNITS[unit].equals("m") && text.startsWith("ms", at));
  }

  private static long add(long total, long count, long millis, String text) {
    try {
      long sum = Math.addExact(total, Math.multiplyExact(count, millis));
      Math.multiplyExact(sum, 1_000_000L);
      return sum;
    } catch (ArithmeticException tooLong) {
      throw new IllegalArgumentException("duration out of range: \"" + text + "\"", tooLong);
    }
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("not a valid duration string: \"" + text + "\"");
  }

  /**
   * Writes a duration.
   *
   * @param millis how long
   * @return such as {@code 1h30m}, or {@code 0s}
   */
  public static String format(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(millis < 0 ? "-" : "");
    long rest = Math.abs(millis);
    for (int i = 0; i < UNITS.length; i++) {
      // Years and weeks only where nothing smaller follows: 12d reads better than 1w5d.
      boolean onlyWhole = i < 2;
      if (rest >= MILLIS[i] && (!onlyWhole || rest % MILLIS[i] == 0)) {
        text.append(rest / MILLIS[i]).append(UNITS[i]);
        rest %= MILLIS[i];
      }
    }
    return text.toString();
  }

  static String format(double seconds) {
    return format(Math.round(seconds * 1_000));
  }
}
