package io.kubernaut.core.storage.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The content of a file, however it is called: what is seen, what is durable, and what lies
 * between.
 */
final class FileNode extends SimulatedDisk.Node {

  private static final int SECTOR = 512;

  private Content seen = new Content();
  private Content durable = new Content();
  private final List<Change> pending = new ArrayList<>();

  /** Bytes that grow. */
  private static final class Content {

    private byte[] bytes = new byte[64];
    private int size;

    Content copy() {
      Content copy = new Content();
      copy.bytes = Arrays.copyOf(bytes, Math.max(64, size));
      copy.size = size;
      return copy;
    }

    void write(byte[] data, int length, int position) {
      int end = position + length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(data, 0, bytes, position, length);
      size = Math.max(size, end);
    }

    void truncate(int to) {
      if (to < size) {
        Arrays.fill(bytes, to, size, (byte) 0);
        size = to;
      }
    }
  }

  /** A write of data, or, without data, a cut. */
  private static final class Change {

    private final int position;
    private final byte[] data;
    private final boolean isCut;

    Change(int position, byte[] data, boolean isCut) {
      this.position = position;
      this.data = data;
      this.isCut = isCut;
    }

    void applyTo(Content content) {
      if (isCut) {
        content.truncate(position);
      } else {
        content.write(data, data.length, position);
      }
    }

    /** Applies as much as a crash leaves of it. */
    void applyTo(Content content, Choice choice) {
      if (isCut) {
        if (choice.of(2) == 1) {
          applyTo(content);
        }
        return;
      }
      int[] tears = tears();
      int chosen = choice.of(tears.length + 3);
      if (chosen == tears.length + 2) {
        applyTo(content);
      } else if (chosen == tears.length + 1) {
        content.write(new byte[data.length], data.length, position);
      } else if (chosen > 0) {
        content.write(data, tears[chosen - 1], position);
      }
    }

    /** Where a write may be torn: in the middle, at its ends, and between the sectors of a disk. */
    private int[] tears() {
      int length = data.length;
      return IntStream.concat(
              IntStream.of(1, length / 2, length - 1),
              IntStream.iterate(SECTOR - position % SECTOR, at -> at < length, at -> at + SECTOR))
          .filter(at -> at > 0 && at < length)
          .distinct()
          .toArray();
    }
  }

  int size() {
    return seen.size;
  }

  int read(ByteBuffer target, long position) {
    if (position >= seen.size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = Math.min(target.remaining(), seen.size - (int) position);
    target.put(seen.bytes, (int) position, count);
    return count;
  }

  void write(byte[] data, int position) {
    change(new Change(position, data, false));
  }

  void truncate(int size) {
    if (size < seen.size) {
      change(new Change(size, new byte[0], true));
    }
  }

  private void change(Change change) {
    change.applyTo(seen);
    pending.add(change);
  }

  void force() {
    pending.forEach(change -> change.applyTo(durable));
    pending.clear();
  }

  /** What a failed force does: the system takes the content for written, and it never is. */
  void forget() {
    pending.clear();
  }

  void damage(int position, int mask) {
    seen.bytes[position] ^= (byte) mask;
    if (position < durable.size) {
      durable.bytes[position] ^= (byte) mask;
    }
  }

  FileNode copy() {
    FileNode copy = new FileNode();
    copy.seen = seen.copy();
    copy.durable = durable.copy();
    copy.pending.addAll(pending);
    return copy;
  }

  FileNode crashed(Choice choice) {
    FileNode after = new FileNode();
    Content survived = durable.copy();
    pending.forEach(change -> change.applyTo(survived, choice));
    after.seen = survived;
    after.durable = survived.copy();
    return after;
  }
}
