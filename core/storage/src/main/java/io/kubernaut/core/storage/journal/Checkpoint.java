package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.time.Instant;

/**
 * The state that the records up to a sequence had led to, as records of its own. With it they are
 * no longer needed. Safe for any thread.
 */
public final class Checkpoint {

  private final Storage storage;
  private final Quarantine quarantine;
  private final String name;
  private final SegmentHeader header;

  Checkpoint(Storage storage, Quarantine quarantine, String name, SegmentHeader header) {
    this.storage = storage;
    this.quarantine = quarantine;
    this.name = name;
    this.header = header;
  }

  /** Writes the records of a checkpoint. */
  @FunctionalInterface
  public interface Source {

    /**
     * Writes all of them.
     *
     * @param out where to
     * @throws IOException if the disk refuses
     */
    void writeTo(CheckpointWriter out) throws IOException;
  }

  /**
   * Returns which records of the journal the checkpoint stands for.
   *
   * @return the last sequence it covers
   */
  public long through() {
    return header.number();
  }

  /**
   * Returns how many records the checkpoint has.
   *
   * @return a count
   */
  public long records() {
    return header.records();
  }

  /**
   * Returns when the checkpoint was taken.
   *
   * @return a moment of the platform's wall clock then
   */
  public Instant created() {
    return Instant.ofEpochMilli(header.createdMillis());
  }

  /**
   * Reads its records. What is damaged is left out and put into the quarantine.
   *
   * @param handler takes each of them, numbered from 1
   * @return how many records were lost
   * @throws IOException if the disk refuses, or the handler does
   */
  public long read(RecordHandler handler) throws IOException {
    try (StorageFile file = storage.read(name)) {
      FrameScanner frames = new FrameScanner(file, header);
      long read = 0;
      long size = file.size();
      for (var found = frames.next(size);
          found != FrameScanner.Found.END;
          found = frames.next(size)) {
        if (found == FrameScanner.Found.RECORD) {
          handler.accept(frames.sequence(), frames.payload());
          read++;
        } else if (found == FrameScanner.Found.DAMAGE) {
          quarantine.damaged(name, file, frames.from(), frames.offset(), frames.lost());
        }
      }
      long lost = header.records() - read;
      long unseen = header.records() + 1 - frames.expected();
      if (unseen > 0) {
        quarantine.damaged(name, file, size, size, unseen);
      }
      return lost;
    }
  }

  @Override
  public String toString() {
    return "Checkpoint[through " + through() + ", " + records() + " records]";
  }
}
