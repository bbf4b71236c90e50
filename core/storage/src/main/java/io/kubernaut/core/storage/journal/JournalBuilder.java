package io.kubernaut.core.storage.journal;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import java.io.IOException;
import java.time.Duration;

/** Opens a {@link Journal}. Every setting has a default. Used by one thread, once. */
public final class JournalBuilder {

  private static final int LEAST_BUFFER = 4 * 1024;
  private static final long LEAST_SEGMENT = 4 * 1024;
  private static final long MOST_SEGMENT = 1L << 30;

  final Platform platform;
  final Storage storage;
  final String name;
  Durability durability = Durability.everyCommit();
  long segmentSize = 64L << 20;
  int bufferSize = 1 << 20;
  int recordLimit = 32 << 20;
  Duration patience = Duration.ofSeconds(10);

  JournalBuilder(Platform platform, Storage storage, String name) {
    this.platform = platform;
    this.storage = storage;
    this.name = name;
  }

  /**
   * Sets when a record counts as acknowledged.
   *
   * @param durability {@link Durability#everyCommit()} unless set
   * @return this builder
   */
  public JournalBuilder durability(Durability durability) {
    this.durability = durability;
    return this;
  }

  /**
   * Sets how large a segment grows before the next is begun. What is truncated goes segment by
   * segment.
   *
   * @param bytes 4 KiB to 1 GiB; 64 MiB unless set
   * @return this builder
   * @throws IllegalArgumentException if it is anything else
   */
  public JournalBuilder segmentSize(long bytes) {
    this.segmentSize = between("segment size", bytes, LEAST_SEGMENT, MOST_SEGMENT);
    return this;
  }

  /**
   * Sets how much may wait for the disk. The journal holds two buffers of this size, outside the
   * heap.
   *
   * @param bytes at least 4 KiB; 1 MiB unless set
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public JournalBuilder bufferSize(int bytes) {
    this.bufferSize = (int) between("buffer size", bytes, LEAST_BUFFER, Integer.MAX_VALUE / 2);
    return this;
  }

  /**
   * Sets how large a record may be.
   *
   * @param bytes 1 byte to 1 GiB; 32 MiB unless set
   * @return this builder
   * @throws IllegalArgumentException if it is anything else
   */
  public JournalBuilder recordLimit(int bytes) {
    this.recordLimit = (int) between("record limit", bytes, 1, MOST_SEGMENT);
    return this;
  }

  /**
   * Sets how long an append waits for space in the buffer while the disk is slow. Then it is
   * refused.
   *
   * @param patience zero or more; 10 seconds unless set
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public JournalBuilder patience(Duration patience) {
    if (patience.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid patience %s of journal \"%s\": give zero or more.".formatted(patience, name));
    }
    this.patience = patience;
    return this;
  }

  private long between(String what, long given, long least, long most) {
    if (given < least || given > most) {
      throw new IllegalArgumentException(
          "Invalid %s of %d bytes of journal \"%s\": give %d to %d."
              .formatted(what, given, name, least, most));
    }
    return given;
  }

  /**
   * Opens the journal: finds out what it holds, and starts the thread that writes it.
   *
   * @return the journal; close it
   * @throws NewerFormatException if a later version wrote it
   * @throws IOException if the disk refuses
   */
  public Journal open() throws IOException {
    return Journal.open(this);
  }
}
