package io.kubernaut.core.storage.backup;

import io.kubernaut.core.storage.Progress;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the bytes of all backups are: pieces of up to 4 MiB, in {@code pieces/<xx>/<name>}. A piece
 * that is there already is not written again, if it has the right size.
 */
final class Pieces {

  static final String FOLDER = "pieces";
  private static final int SIZE = 4 << 20;
  private static final int PREFIX = 2;

  private final Storage target;
  private final Sealing sealing;

  Pieces(Storage target, Sealing sealing) {
    this.target = target;
    this.sealing = sealing;
  }

  private static String path(String piece) {
    return FOLDER + "/" + piece.substring(0, PREFIX) + "/" + piece;
  }

  /** Stores the first bytes of a file, and returns its pieces and how much was new. */
  Stored store(StorageFile file, long size, Progress progress) throws IOException {
    List<String> names = new ArrayList<>();
    long written = 0;
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(SIZE, size));
    for (long at = 0; at < size; at += SIZE) {
      piece.clear().limit((int) Math.min(SIZE, size - at));
      file.readFully(piece, at);
      piece.flip();
      String name = sealing.name(piece);
      written += put(name, sealing.seal(name, piece));
      names.add(name);
      progress.add(piece.remaining());
    }
    return new Stored(names, written);
  }

  /** Stores some bytes as one piece. */
  String store(ByteBuffer bytes) throws IOException {
    String name = sealing.name(bytes);
    put(name, sealing.seal(name, bytes));
    return name;
  }

  /** What became of a file. */
  record Stored(List<String> pieces, long written) {}

  private long put(String name, ByteBuffer sealed) throws IOException {
    String path = path(name);
    if (size(path) == sealed.remaining()) {
      return 0;
    }
    long size = sealed.remaining();
    target.createFolder(path.substring(0, path.lastIndexOf('/')));
    target.replace(path, sealed);
    return size;
  }

  private long size(String path) throws IOException {
    try (StorageFile there = target.read(path)) {
      return there.size();
    } catch (NoSuchFileException none) {
      return -1;
    }
  }

  ByteBuffer read(String name) throws IOException {
    try {
      return sealing.open(name, target.readAll(path(name)));
    } catch (NoSuchFileException gone) {
      throw new BackupException("Piece " + name + " of the backup is missing.", gone);
    }
  }

  /** Deletes what no backup needs any more. */
  void keepOnly(Set<String> needed) throws IOException {
    for (StorageEntry folder : target.list(FOLDER)) {
      String path = FOLDER + "/" + folder.name();
      for (StorageEntry piece : target.list(path)) {
        if (!needed.contains(piece.name())) {
          target.delete(path + "/" + piece.name());
        }
      }
    }
  }
}
