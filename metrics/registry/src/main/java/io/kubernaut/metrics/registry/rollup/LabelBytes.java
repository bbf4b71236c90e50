package io.kubernaut.metrics.registry.rollup;

import java.util.Arrays;

/**
 * Names a series by its family and the text of its labels. One object is filled again and again to
 * look up; what is kept is a {@link #copy}.
 */
final class LabelBytes {
  private String family = "";
  private byte[] bytes = {};
  private int offset;
  private int length;
  private int hash;

  void set(String name, byte[] labels, int from, int size) {
    family = name;
    bytes = labels;
    offset = from;
    length = size;
    int mixed = name.hashCode();
    for (int i = from; i < from + size; i++) {
      mixed = 31 * mixed + labels[i];
    }
    hash = mixed;
  }

  LabelBytes copy() {
    LabelBytes copy = new LabelBytes();
    copy.set(family, Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    return copy;
  }

  /** The labels of a copy. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelBytes that
        && hash == that.hash
        && family.equals(that.family)
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }
}
