package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a series together into columns.
 *
 * <p>Nearly always pieces follow one another: they are decoded one behind the other. And nearly
 * always the next series has the same times, array by array, so that the times put together for the
 * one before are lent to it and only values are decoded. Where pieces overlap, because samples came
 * late or because a piece was seen on its way into a block, they are merged by time and each time
 * is kept once, from the piece listed last.
 *
 * <p>Keeps its room; for one thread.
 */
final class PieceReader {
  private static final Comparator<Piece> IN_ORDER = Comparator.comparingLong(Piece::from);

  private final Reading reading = new Reading();
  private double[] scratch = new double[256];
  private long[][] partsBefore = {};
  private long fromBefore;
  private long toBefore;
  private int totalBefore;
  private long[] joined = {};
  private int joinedSize;

  PieceReader() {}

  /** Reads what lies between two times, both included. */
  void read(List<Piece> pieces, long from, long to, SampleColumns into) {
    into.clear();
    List<Piece> wanted = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      if (piece.from() <= to && piece.to() >= from) {
        wanted.add(piece);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    if (areInOrder(wanted)) {
      concatenate(wanted, from, to, into);
      return;
    }
    List<Piece> sorted = new ArrayList<>(wanted);
    sorted.sort(IN_ORDER);
    if (areInOrder(sorted)) {
      concatenate(sorted, from, to, into);
    } else {
      merge(wanted, from, to, into);
    }
  }

  private static boolean areInOrder(List<Piece> pieces) {
    for (int i = 1; i < pieces.size(); i++) {
      if (pieces.get(i - 1).to() >= pieces.get(i).from()) {
        return false;
      }
    }
    return true;
  }

  private void concatenate(List<Piece> pieces, long from, long to, SampleColumns into) {
    joinTimes(pieces, from, to);
    boolean stale = false;
    for (Piece piece : pieces) {
      stale |= piece.maybeStale();
    }
    into.shareTimes(joined, joinedSize, stale);
    int at = 0;
    for (int i = 0; i < pieces.size(); i++) {
      at += copy(pieces.get(i), partsBefore[i], from, to, into, at);
    }
  }

  /** Makes sure that the joined times are those of these pieces in the range. */
  private void joinTimes(List<Piece> pieces, long from, long to) {
    long[][] parts = new long[pieces.size()][];
    boolean same = parts.length == partsBefore.length && from == fromBefore && to == toBefore;
    int total = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = pieces.get(i).times(reading);
      same = same && parts[i] == partsBefore[i];
      total += pieces.get(i).size();
    }
    // An open chunk may have grown since: the same array, more of it.
    same = same && totalBefore == total;
    partsBefore = parts;
    fromBefore = from;
    toBefore = to;
    totalBefore = total;
    if (!same) {
      join(pieces, total, from, to);
    }
  }

  private void join(List<Piece> pieces, int total, long from, long to) {
    long[] times = new long[total];
    int at = 0;
    for (int i = 0; i < partsBefore.length; i++) {
      int size = pieces.get(i).size();
      int first = firstFrom(partsBefore[i], size, from);
      int end = pieces.get(i).to() <= to ? size : firstFrom(partsBefore[i], size, to + 1);
      System.arraycopy(partsBefore[i], first, times, at, end - first);
      at += end - first;
    }
    joined = times;
    joinedSize = at;
  }

  /** Returns the first place whose time is not before one. */
  private static int firstFrom(long[] times, int size, long time) {
    if (size == 0 || times[0] >= time) {
      return 0;
    }
    int found = Arrays.binarySearch(times, 0, size, time);
    return found < 0 ? -found - 1 : found;
  }

  /** Copies a piece's samples within the range; returns how many. */
  private int copy(Piece piece, long[] times, long from, long to, SampleColumns into, int at) {
    int size = piece.size();
    int first = firstFrom(times, size, from);
    int end = piece.to() <= to ? size : firstFrom(times, size, to + 1);
    int count = end - first;
    if (count == size) {
      piece.values(reading, into.values(), at);
    } else {
      scratch = scratch.length < size ? new double[size] : scratch;
      piece.values(reading, scratch, 0);
      System.arraycopy(scratch, first, into.values(), at, count);
    }
    copyRest(piece, first, count, into, at);
    return count;
  }

  private void copyRest(Piece piece, int first, int count, SampleColumns into, int at) {
    @Nullable NativeHistogram[] histograms = piece.histograms(reading);
    for (int i = 0; histograms != null && i < count; i++) {
      NativeHistogram histogram = histograms[first + i];
      if (histogram != null) {
        into.histogram(at + i, histogram);
      }
    }
    long[] starts = piece.starts(reading);
    for (int i = 0; starts != null && i < count; i++) {
      into.start(at + i, starts[first + i]);
    }
  }

  private void merge(List<Piece> pieces, long from, long to, SampleColumns into) {
    List<Part> parts = new ArrayList<>(pieces.size());
    for (Piece piece : pieces) {
      parts.add(new Part(piece, reading, from));
    }
    while (true) {
      long next = Long.MAX_VALUE;
      Part source = null;
      for (Part part : parts) {
        if (part.hasNext() && (source == null || part.time() <= next)) {
          next = part.time();
          source = part;
        }
      }
      if (source == null || next > to) {
        return;
      }
      source.addTo(into);
      for (Part part : parts) {
        part.skip(next);
      }
    }
  }

  /** A piece that is read sample by sample. */
  private static final class Part {
    private final int size;
    private final long[] times;
    private final double[] values;
    private final @Nullable NativeHistogram @Nullable [] histograms;
    private final long @Nullable [] starts;
    private int at;

    Part(Piece piece, Reading reading, long from) {
      this.size = piece.size();
      this.times = piece.times(reading);
      this.values = new double[size];
      piece.values(reading, values, 0);
      this.histograms = piece.histograms(reading);
      this.starts = piece.starts(reading);
      this.at = firstFrom(times, size, from);
    }

    boolean hasNext() {
      return at < size;
    }

    long time() {
      return times[at];
    }

    void skip(long time) {
      if (at < size && times[at] == time) {
        at++;
      }
    }

    void addTo(SampleColumns into) {
      NativeHistogram histogram = histograms == null ? null : histograms[at];
      if (histogram == null) {
        into.add(times[at], values[at]);
      } else {
        into.add(times[at], histogram);
      }
      if (starts != null) {
        into.start(into.size() - 1, starts[at]);
      }
    }
  }
}
