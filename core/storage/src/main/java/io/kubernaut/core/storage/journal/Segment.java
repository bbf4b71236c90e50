package io.kubernaut.core.storage.journal;

/** One file of the journal. */
record Segment(long number, long firstSequence) {

  private static final String SUFFIX = ".segment";
  private static final int DIGITS = 16;

  String name() {
    return name(number);
  }

  static String name(long number) {
    return padded(number, DIGITS) + SUFFIX;
  }

  /** Not by a format: the first one of a process loads the formats of all countries. */
  static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(digits - text.length()) + text;
  }

  static boolean isName(String name) {
    return name.endsWith(SUFFIX)
        && name.length() == DIGITS + SUFFIX.length()
        && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
  }

  static long number(String name) {
    return Long.parseLong(name.substring(0, DIGITS));
  }
}
