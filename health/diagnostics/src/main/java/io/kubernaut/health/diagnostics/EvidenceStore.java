package io.kubernaut.health.diagnostics;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The folders of evidence on the disk, the oldest first by name. Used by one thread at a time. */
final class EvidenceStore implements AutoCloseable {

  private final Storage storage;
  private final EvidenceLimits limits;

  EvidenceStore(Storage storage, EvidenceLimits limits) {
    this.storage = storage;
    this.limits = limits;
  }

  List<String> folders() throws IOException {
    return storage.list("").stream()
        .filter(StorageEntry::isFolder)
        .map(StorageEntry::name)
        .sorted()
        .toList();
  }

  void begin(String folder) throws IOException {
    storage.createFolder(folder);
  }

  void write(String folder, String name, String text) throws IOException {
    storage.replace(folder + "/" + name, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Deletes a file that became too large; tells whether it did. */
  boolean dropTooLarge(String folder, String name) throws IOException {
    boolean tooLarge = size(folder + "/" + name) > limits.recordingBytes();
    if (tooLarge) {
      storage.delete(folder + "/" + name);
    }
    return tooLarge;
  }

  /** Deletes the oldest until the rest keeps to the limits. The newest stays. */
  void trim() throws IOException {
    List<String> kept = folders();
    while (kept.size() > 1 && (kept.size() > limits.captures() || bytes(kept) > limits.bytes())) {
      storage.deleteFolder(kept.get(0));
      kept = kept.subList(1, kept.size());
    }
  }

  long bytes() throws IOException {
    return bytes(folders());
  }

  private long bytes(List<String> folders) throws IOException {
    long sum = 0;
    for (String folder : folders) {
      for (StorageEntry entry : storage.list(folder)) {
        sum += entry.isFolder() ? 0 : size(folder + "/" + entry.name());
      }
    }
    return sum;
  }

  private long size(String name) throws IOException {
    try (StorageFile file = storage.read(name)) {
      return file.size();
    }
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
