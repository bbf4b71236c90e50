package io.kubernaut.core.storage.journal;

import io.kubernaut.core.runtime.Beans;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.backup.BackupSource;
import io.kubernaut.core.storage.scrub.ScrubTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records in order, kept through crashes.
 *
 * <pre>{@code
 * try (Journal journal = Journal.builder(platform, storage.folder("wal"), "orders").open()) {
 *   journal.replay(orders::restore, orders::apply);     // the checkpoint, then what came after it
 *
 *   long sequence = journal.append(order);              // safe when it returns
 *   journal.checkpoint(sequence, orders::writeTo);      // what led here is no longer needed
 * }
 * }</pre>
 *
 * <p><b>What is acknowledged is kept.</b> {@link #append} returns when its record is acknowledged;
 * what that means is set by {@link Durability}. An acknowledged record is read exactly once, in
 * order; one that was refused is never read. Records that arrive while the disk is busy are written
 * and forced together.
 *
 * <p><b>What is damaged is said.</b> Every record and every place has a checksum. Damaged bytes are
 * never served and never deleted: they are copied to the folder {@code quarantine}, counted ({@link
 * #status}), published as {@link JournalEvent}, and what lies behind them is served.
 *
 * <p><b>When the disk fails or is full</b>, appends throw {@link JournalException} and each of them
 * tries again; nothing has to be restarted. A segment that has failed is never written again.
 *
 * <p>Safe for any thread. Memory is bounded: two buffers, and for each reader the largest record.
 * One thread writes. Interrupts do not reach the files.
 */
public final class Journal implements AutoCloseable {

  /** From here on a payload is not copied while its owner waits. */
  private static final int LARGE = 32 * 1024;

  private final JournalParts parts;
  private final Thread thread;
  private final int recordLimit;
  private final long tailBytes;
  private final Scheduler.@Nullable Scheduled forcing;
  private final Beans.Registration bean;

  private Journal(JournalBuilder settings, JournalParts parts, long tailBytes) throws IOException {
    Platform platform = settings.platform;
    this.parts = parts;
    this.tailBytes = tailBytes;
    this.recordLimit = settings.recordLimit;
    Truncation.run(parts, parts.checkpoints().covered() + 1); // what a crash may have left undone
    this.thread = platform.threads("journal-" + settings.name).newThread(parts.writer());
    thread.start();
    this.forcing =
        settings.durability.isByInterval()
            ? platform
                .scheduler()
                .every("journal " + settings.name, settings.durability.interval(), this::forceLater)
            : null;
    this.bean = platform.beans().register("Journal", settings.name, new JournalBean(this));
  }

  /**
   * Begins to open a journal.
   *
   * @param platform whose threads, clocks and events it uses
   * @param storage a folder for its files alone
   * @param name what it is called in events, threads and JMX
   * @return a builder
   */
  public static JournalBuilder builder(Platform platform, Storage storage, String name) {
    return new JournalBuilder(platform, storage, name);
  }

  static Journal open(JournalBuilder settings) throws IOException {
    Storage storage = settings.storage;
    JournalEvents events = new JournalEvents(settings.platform, settings.name);
    Quarantine quarantine = new Quarantine(storage, events);
    Recovery.Found found =
        new Recovery(storage, quarantine, events)
            .run(() -> settings.platform.random("journal " + settings.name).nextLong());
    long instance = found.meta().instance();
    Pins pins = new Pins();
    Checkpoints checkpoints = new Checkpoints(storage, instance, quarantine, events, pins);
    checkpoints.find();
    Mark end = found.end().atLeast(checkpoints.covered());
    CommitQueue queue = new CommitQueue(settings.bufferSize, settings.patience);
    Signal progress = new Signal();
    JournalWriter writer =
        new JournalWriter(settings, instance, found.segments(), end, queue, events, progress);
    JournalParts parts =
        new JournalParts(
            storage,
            instance,
            new AtomicLong(found.meta().start()),
            found.segments(),
            checkpoints,
            pins,
            queue,
            writer,
            quarantine,
            progress,
            events);
    return new Journal(settings, parts, found.tailBytes());
  }

  /**
   * Appends a record and waits until it is acknowledged. A large payload is not copied.
   *
   * @param payload its bytes, one part behind the other; not changed
   * @return its sequence
   * @throws JournalException if it was not acknowledged
   * @throws IllegalArgumentException if it is larger than a record may be
   */
  public long append(ByteBuffer... payload) throws JournalException {
    int length = checkedLength(payload);
    int crc = Frame.crc(payload);
    Receipt receipt =
        length < LARGE
            ? parts.queue().submit(length, crc, payload)
            : parts.queue().lend(length, crc, payload);
    return receipt.await();
  }

  /**
   * Appends a record without waiting for the disk: returns when the record is copied to the buffer,
   * which takes longer only while that is full. Records are written in the order they were
   * submitted; when one fails, those submitted before that was known fail too.
   *
   * @param payload its bytes, one part behind the other; not changed, and free when this returns
   * @return what will say whether it is acknowledged
   * @throws JournalException if the journal is closed, or the buffer stays full for too long
   * @throws IllegalArgumentException if it is larger than a record may be
   */
  public Receipt submit(ByteBuffer... payload) throws JournalException {
    return parts.queue().submit(checkedLength(payload), Frame.crc(payload), payload);
  }

  /**
   * Returns a receipt for everything submitted so far, without waiting: its sequence will be that
   * of the last record before this call. With it, a snapshot of one's state can be tied to a place
   * in the journal.
   *
   * @return a receipt
   * @throws JournalException if the journal is closed
   */
  public Receipt mark() throws JournalException {
    return parts.queue().mark();
  }

  private int checkedLength(ByteBuffer... payload) {
    long length = Payload.length(payload);
    if (length > recordLimit) {
      throw new IllegalArgumentException(
          "Record of %d bytes is too large for journal \"%s\": at most %d. Split it, or raise recordLimit."
              .formatted(length, parts.events().journal(), recordLimit));
    }
    return (int) length;
  }

  /**
   * Forces everything submitted so far to the disk, whatever the durability.
   *
   * @return the last sequence that survives power loss now
   * @throws JournalException if the disk refuses
   */
  public long force() throws JournalException {
    return parts.queue().force().await();
  }

  private void forceLater() {
    try {
      if (parts.writer().durable() < parts.writer().acknowledged().sequence()) {
        parts.queue().force();
      }
    } catch (JournalException ignoredClosed) {
      return;
    }
  }

  /**
   * Reads from a sequence on, up to the last acknowledged record, and further as more come.
   *
   * @param from the first sequence wanted; 1 for all there is
   * @return a reader to be closed
   */
  public JournalReader read(long from) {
    return new JournalReader(parts, from);
  }

  /**
   * Reads everything: the records of the newest checkpoint, then those appended since.
   *
   * @param checkpointed takes the records of the checkpoint
   * @param appended takes the records of the journal
   * @return how many records are known to be lost to damage
   * @throws IOException if the disk refuses, or a handler does
   */
  public long replay(RecordHandler checkpointed, RecordHandler appended) throws IOException {
    Optional<Checkpoint> checkpoint = checkpoint();
    long lost = checkpoint.isPresent() ? checkpoint.get().read(checkpointed) : 0;
    try (JournalReader reader = read(checkpoint.map(Checkpoint::through).orElse(0L) + 1)) {
      while (reader.next()) {
        appended.accept(reader.sequence(), reader.payload());
      }
      return lost + reader.lost();
    }
  }

  /**
   * Returns the newest checkpoint.
   *
   * @return nothing if none was taken
   */
  public Optional<Checkpoint> checkpoint() {
    return parts.checkpoints().newest();
  }

  /**
   * Takes a checkpoint: writes a state, durably and in one step, and then lets go of the records
   * that led to it. One at a time; others wait.
   *
   * @param through the last sequence that the state contains
   * @param source writes the state
   * @return the checkpoint
   * @throws IllegalArgumentException if there is no such record yet
   * @throws IOException if the disk refuses; the checkpoint before is still good then
   */
  public Checkpoint checkpoint(long through, Checkpoint.Source source) throws IOException {
    if (through > last()) {
      throw new IllegalArgumentException(
          "Cannot take a checkpoint through %d: the last acknowledged record of journal \"%s\" is %d."
              .formatted(through, parts.events().journal(), last()));
    }
    force(); // the journal must never end before its checkpoint does
    Checkpoint taken = parts.checkpoints().take(through, source);
    truncateBefore(through + 1);
    return taken;
  }

  /**
   * Lets go of old records. Whole segments are deleted, so some of the records may be read on.
   *
   * @param sequence the first one to keep
   * @throws IOException if the disk refuses; the rest is deleted the next time
   */
  public void truncateBefore(long sequence) throws IOException {
    Truncation.run(parts, Math.min(sequence, last() + 1));
  }

  /**
   * Returns the first sequence that is kept.
   *
   * @return a number from 1; one more than {@link #last} if there is no record
   */
  public long first() {
    return parts.start().get();
  }

  /**
   * Returns the last acknowledged sequence.
   *
   * @return one less than {@link #first} if there is no record
   */
  public long last() {
    return parts.writer().acknowledged().sequence();
  }

  /**
   * Returns how the journal fares.
   *
   * @return numbers of this moment
   */
  public JournalStatus status() {
    Counts counts = parts.writer().counts();
    return new JournalStatus(
        first(),
        last(),
        parts.writer().durable(),
        parts.segments().count(),
        bytes(),
        counts.records.sum(),
        counts.bytes.sum(),
        counts.commits.sum(),
        counts.forces.sum(),
        counts.failures.sum(),
        counts.refused.sum(),
        counts.doubtful.sum(),
        parts.quarantine().damages(),
        parts.quarantine().lostRecords(),
        tailBytes,
        parts.quarantine().quarantinedBytes(),
        parts.writer().problem());
  }

  private long bytes() {
    try {
      return parts.storage().list("").stream()
          .filter(entry -> Segment.isName(entry.name()))
          .mapToLong(StorageEntry::size)
          .sum();
    } catch (IOException unknown) {
      return -1;
    }
  }

  /**
   * Reads and checks everything there is.
   *
   * @return what was found; damage is also counted, published and put into the quarantine
   * @throws IOException if the disk refuses
   */
  public Verification verify() throws IOException {
    return Verification.of(this);
  }

  /**
   * Returns this journal as something that is backed up. While a backup copies it, nothing is
   * deleted; appends go on.
   *
   * @param name what it is called in the backup; restored, its files are in a folder of this name
   * @return for {@link io.kubernaut.core.storage.backup.Backup}
   */
  public BackupSource backupSource(String name) {
    return new JournalBackup(this, parts, name);
  }

  /**
   * Returns this journal as something that is read through in the background.
   *
   * @return for {@link io.kubernaut.core.storage.scrub.Scrub}
   */
  public ScrubTarget scrubTarget() {
    return new JournalScrub(this, "journal " + parts.events().journal());
  }

  /** Writes what was submitted, forces it, and ends the thread. Closing twice is harmless. */
  @Override
  public void close() {
    if (forcing != null) {
      forcing.close();
    }
    parts.queue().close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    bean.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "Journal[" + parts.events().journal() + " " + first() + ".." + last() + "]";
  }
}
