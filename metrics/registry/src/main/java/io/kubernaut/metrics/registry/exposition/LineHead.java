package io.kubernaut.metrics.registry.exposition;

/**
 * What the lines of a family begin with: its name, a suffix, and the brace before the labels. Made
 * again for each family in the same array. Not safe for several threads.
 */
final class LineHead {
  private final byte[] suffix;
  private byte[] bytes = new byte[128];
  private int length;

  LineHead(byte[] suffix) {
    this.suffix = suffix;
  }

  /** Begins with another name. */
  void begin(byte[] name, int nameLength) {
    length = nameLength + suffix.length + 1;
    if (bytes.length < length + WideCopy.SLACK) {
      bytes = new byte[2 * length + WideCopy.SLACK];
    }
    System.arraycopy(name, 0, bytes, 0, nameLength);
    System.arraycopy(suffix, 0, bytes, nameLength, suffix.length);
    bytes[length - 1] = '{';
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
