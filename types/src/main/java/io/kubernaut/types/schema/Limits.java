package io.kubernaut.types.schema;

/**
 * What a codec reads at most, per document. Beyond a limit the document is refused before it takes
 * memory.
 *
 * @param maxBytes the longest document, encoded
 * @param maxDepth how deeply objects and arrays may nest
 * @param maxText the longest text value, in characters
 * @param maxName the longest field name, in characters
 * @param maxNumber the longest number, in characters
 */
public record Limits(int maxBytes, int maxDepth, int maxText, int maxName, int maxNumber) {

  private static final Limits STANDARD = new Limits(16 << 20, 128, 4 << 20, 1024, 256);

  /**
   * Checks the limits.
   *
   * @param maxBytes the longest document; at least 1
   * @param maxDepth how deeply it may nest; at least 1
   * @param maxText the longest text; at least 1
   * @param maxName the longest name; at least 1
   * @param maxNumber the longest number; at least 1
   */
  public Limits {
    if (Math.min(Math.min(maxBytes, maxDepth), Math.min(Math.min(maxText, maxName), maxNumber))
        < 1) {
      throw new IllegalArgumentException(
          "A limit is below 1: bytes %d, depth %d, text %d, name %d, number %d. Start from Limits.standard()."
              .formatted(maxBytes, maxDepth, maxText, maxName, maxNumber));
    }
  }

  /**
   * Returns the limits that hold unless others are given: 16 MiB, 128 levels, texts of 4 Mi
   * characters, names of 1,024, numbers of 256.
   *
   * @return the same value each time
   */
  public static Limits standard() {
    return STANDARD;
  }

  /**
   * Returns the same limits with another document size.
   *
   * @param bytes the longest document, encoded
   * @return new limits
   */
  public Limits maxBytes(int bytes) {
    return new Limits(bytes, maxDepth, maxText, maxName, maxNumber);
  }

  /**
   * Returns the same limits with another depth.
   *
   * @param depth how deeply objects and arrays may nest
   * @return new limits
   */
  public Limits maxDepth(int depth) {
    return new Limits(maxBytes, depth, maxText, maxName, maxNumber);
  }
}
