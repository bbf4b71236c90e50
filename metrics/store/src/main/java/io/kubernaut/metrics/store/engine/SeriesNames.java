package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads which series are in a block. Blocks that were written one after the other mostly have the
 * same series, in the same bytes; those are compared with the block before and not read again,
 * which is most of what opening a store with many small blocks takes. For one thread, and for as
 * long as no series is removed.
 */
final class SeriesNames {
  private final SeriesIndex index;
  private byte[] stringBytes = {};
  private String[] strings = {};
  private byte[] seriesBytes = {};
  private int[] ids = {};
  private int[] firstChunks = {0};
  private boolean sameStrings;

  SeriesNames(SeriesIndex index) {
    this.index = index;
  }

  /** Reads the strings that labels consist of. */
  void readStrings(ByteCursor in) {
    sameStrings = stringBytes.length > 0 && in.skipIfNext(stringBytes);
    if (!sameStrings) {
      int from = in.position();
      stringBytes = new byte[0];
      strings = strings(in);
      stringBytes = in.copyFrom(from);
    }
  }

  /** Reads the series, which are added to the index of the store. */
  void readSeries(ByteCursor in) {
    if (sameStrings && seriesBytes.length > 0 && in.skipIfNext(seriesBytes)) {
      return;
    }
    int from = in.position();
    seriesBytes = new byte[0];
    int count = count(in);
    int[] read = new int[count];
    int[] first = new int[count + 1];
    for (int i = 0; i < count; i++) {
      read[i] = index.add(labels(in));
      first[i + 1] = first[i] + (int) in.varint();
    }
    ids = read;
    firstChunks = first;
    seriesBytes = in.copyFrom(from);
  }

  /** Returns the ids of the series, in the order of the block; not to be changed. */
  int[] ids() {
    return ids;
  }

  /** Returns the first chunk of each series, and how many chunks there are; not to be changed. */
  int[] firstChunks() {
    return firstChunks;
  }

  static int count(ByteCursor in) {
    long count = in.varint();
    if (count < 0 || count > in.remaining()) {
      throw new MalformedColumnException("An index of " + count + " entries.");
    }
    return (int) count;
  }

  private static String[] strings(ByteCursor in) {
    String[] strings = new String[count(in)];
    byte[] bytes = new byte[256];
    for (int i = 0; i < strings.length; i++) {
      int shared = (int) in.varint();
      int rest = (int) in.varint();
      if (shared < 0 || shared > bytes.length || rest < 0 || rest > in.remaining()) {
        throw new MalformedColumnException("A string of " + shared + " and " + rest + " bytes.");
      }
      if (shared + rest > bytes.length) {
        bytes = Arrays.copyOf(bytes, (shared + rest) * 2);
      }
      for (int j = 0; j < rest; j++) {
        bytes[shared + j] = (byte) in.u8();
      }
      strings[i] = new String(bytes, 0, shared + rest, StandardCharsets.UTF_8);
    }
    return strings;
  }

  private Labels labels(ByteCursor in) {
    String[] pairs = new String[count(in) * 2];
    for (int i = 0; i < pairs.length; i++) {
      long id = in.varint();
      if (id < 0 || id >= strings.length) {
        throw new MalformedColumnException("There is no string " + id + ".");
      }
      pairs[i] = strings[(int) id];
    }
    return Labels.ofSorted(pairs);
  }
}
