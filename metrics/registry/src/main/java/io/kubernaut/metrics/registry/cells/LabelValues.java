package io.kubernaut.metrics.registry.cells;

/** The limit on the length of a label's value. */
public final class LabelValues {
  /** The longest value that is kept whole, in characters. */
  public static final int LONGEST = 128;

  private LabelValues() {}

  /**
   * Cuts a value, not through a surrogate pair.
   *
   * @param value any value
   * @return its first {@value #LONGEST} characters at most
   */
  public static String cut(String value) {
    if (value.length() <= LONGEST) {
      return value;
    }
    boolean splitsPair = Character.isHighSurrogate(value.charAt(LONGEST - 1));
    return value.substring(0, splitsPair ? LONGEST - 1 : LONGEST);
  }
}
