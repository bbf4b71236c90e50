package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.JournalException.Outcome;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. All of its disk work happens here, so that a caller's interrupt never
 * meets an open file.
 *
 * <p><b>When a write or a force fails</b> nobody knows what the file holds behind what was
 * acknowledged. So it is never written again: the journal goes on in a new segment, whose header
 * says which sequence it begins with, and whatever the old one holds from that sequence on does not
 * count. Until such a header is on the disk, records that were refused could come back after a
 * crash; so the writer takes them back at once, by cutting the file or by beginning the new
 * segment, and only if both fail it says {@link Outcome#UNKNOWN}. Records that had been submitted
 * behind the failed ones fail with them.
 */
final class JournalWriter implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  private final Storage storage;
  private final Segments segments;
  private final CommitQueue queue;
  private final Durability durability;
  private final long segmentSize;
  private final long instance;
  private final JournalEvents events;
  private final Signal progress;
  private final Counts counts = new Counts();

  private @Nullable ActiveSegment active;
  private volatile Mark acknowledged;
  private volatile long durable;
  private volatile Optional<String> problem = Optional.empty();
  private long refusedAtFailure;

  JournalWriter(
      JournalBuilder settings,
      long instance,
      Segments segments,
      Mark end,
      CommitQueue queue,
      JournalEvents events,
      Signal progress) {
    this.storage = settings.storage;
    this.durability = settings.durability;
    this.segmentSize = settings.segmentSize;
    this.instance = instance;
    this.segments = segments;
    this.acknowledged = end;
    this.durable = end.sequence();
    this.queue = queue;
    this.events = events;
    this.progress = progress;
  }

  @Override
  public void run() {
    for (Batch batch = queue.take(); batch != null; batch = queue.take()) {
      commit(batch);
      queue.release(batch);
    }
    seal();
    progress.close();
  }

  private void commit(Batch batch) {
    try {
      if (batch.records() > 0) {
        append(batch);
      }
      batch.written().succeed(acknowledged.sequence() - batch.records() + 1);
    } catch (IOException | RuntimeException | Error failed) {
      refuse(batch, failed);
      return;
    }
    Completion forced = batch.forced();
    if (forced != null) {
      force(forced);
    }
  }

  private void append(Batch batch) throws IOException {
    ActiveSegment segment = segmentFor(batch.bytes());
    long first = acknowledged.sequence() + 1;
    segment.write(batch, first);
    if (durability.isEveryCommit()) {
      segment.force();
      counts.forces.increment();
    }
    acknowledge(segment, first + batch.records() - 1);
    counts.commits.increment();
    counts.records.add(batch.records());
    counts.bytes.add(batch.payloadBytes());
  }

  private void acknowledge(ActiveSegment segment, long last) {
    if (segment.isForced()) {
      durable = last;
    }
    acknowledged = new Mark(segment.segment().number(), segment.end(), last);
    if (problem.isPresent()) {
      long refused = counts.refused.sum() - refusedAtFailure;
      problem = Optional.empty();
      events.publish(time -> new JournalEvent.WritingResumed(time, events.journal(), refused));
    }
    progress.raise();
  }

  private ActiveSegment segmentFor(long bytes) throws IOException {
    ActiveSegment present = active;
    if (present != null
        && (present.end() + bytes <= segmentSize || present.end() == SegmentHeader.SIZE)) {
      return present;
    }
    if (present != null) {
      finish(present);
    }
    return begin();
  }

  /** Ends a segment for good. If it can not be forced, what it acknowledged is in doubt. */
  private void finish(ActiveSegment segment) {
    try {
      segment.force();
      durable = acknowledged.sequence();
      counts.forces.increment();
    } catch (IOException failed) {
      counts.failures.increment();
      doubt(failed);
    }
    abandon();
  }

  private ActiveSegment begin() throws IOException {
    SegmentHeader header =
        new SegmentHeader(
            SegmentHeader.SEGMENT,
            instance,
            segments.nextNumber(),
            acknowledged.sequence() + 1,
            events.now().toEpochMilli(),
            0);
    ActiveSegment begun = ActiveSegment.begin(storage, header);
    segments.add(begun.segment());
    active = begun;
    return begun;
  }

  private void force(Completion wanted) {
    ActiveSegment segment = active;
    try {
      if (segment != null && !segment.isForced()) {
        segment.force();
        counts.forces.increment();
        durable = acknowledged.sequence();
      }
      wanted.succeed(durable);
    } catch (IOException failed) {
      counts.failures.increment();
      doubt(failed);
      wanted.fail(
          new JournalException(
              "The journal could not be forced to disk: " + failed.getMessage(),
              Outcome.UNKNOWN,
              failed));
      abandon();
    }
  }

  private void doubt(Exception failed) {
    long first = durable + 1;
    long last = acknowledged.sequence();
    if (first <= last) {
      counts.doubtful.add(last - first + 1);
      LOG.warn(
          "Journal {}: records {} to {} may not be on the disk",
          events.journal(),
          first,
          last,
          failed);
      events.publish(
          time ->
              new JournalEvent.DurabilityLost(
                  time, events.journal(), first, last, String.valueOf(failed.getMessage())));
      durable = last; // said once; the next doubt is about what comes after
    }
  }

  private void refuse(Batch batch, Throwable failed) {
    counts.failures.increment();
    Outcome outcome = takeBack() ? Outcome.REFUSED : Outcome.UNKNOWN;
    JournalException failure =
        new JournalException(
            "Records were not appended to journal %s: %s"
                .formatted(events.journal(), failed.getMessage()),
            outcome,
            failed);
    if (problem.isEmpty()) {
      refusedAtFailure = counts.refused.sum();
      LOG.warn(
          "Journal {} cannot write; appends are refused until it can", events.journal(), failed);
      events.publish(
          time ->
              new JournalEvent.WritingFailed(
                  time, events.journal(), String.valueOf(failed.getMessage())));
    }
    problem = Optional.of(String.valueOf(failed.getMessage()));
    counts.refused.add(queue.fail(batch, failure));
  }

  /** Makes sure that what was refused never comes back; tells whether that is certain. */
  private boolean takeBack() {
    ActiveSegment broken = active;
    if (broken == null) {
      return true;
    }
    boolean isCutOff = broken.end() == acknowledgedEnd(broken) && broken.isForced();
    if (!isCutOff) {
      isCutOff = cutOff(broken);
    }
    abandon();
    return isCutOff || beginAnother();
  }

  private long acknowledgedEnd(ActiveSegment segment) {
    Mark mark = acknowledged;
    return mark.segment() == segment.segment().number() ? mark.end() : SegmentHeader.SIZE;
  }

  private boolean cutOff(ActiveSegment broken) {
    try {
      broken.cutOff(acknowledgedEnd(broken));
      durable = acknowledged.sequence();
      return true;
    } catch (IOException | RuntimeException failed) {
      LOG.debug("Journal {}: the segment cannot be cut off", events.journal(), failed);
      doubt(failed);
      return false;
    }
  }

  private boolean beginAnother() {
    try {
      begin();
      return true;
    } catch (IOException | RuntimeException failed) {
      LOG.debug("Journal {}: no other segment can be begun", events.journal(), failed);
      return false;
    }
  }

  /** Lets go of a segment that is not to be trusted any more. */
  private void abandon() {
    ActiveSegment broken = active;
    active = null;
    if (broken != null) {
      close(broken);
    }
  }

  private void close(ActiveSegment segment) {
    try {
      segment.close();
    } catch (IOException ignoredItIsDoneWith) {
      LOG.debug("Journal {}: a segment does not close", events.journal(), ignoredItIsDoneWith);
    }
  }

  private void seal() {
    ActiveSegment last = active;
    if (last != null) {
      try {
        last.seal(acknowledged.sequence() + 1);
        durable = acknowledged.sequence();
      } catch (IOException failed) {
        counts.failures.increment();
        doubt(failed);
      }
      abandon();
    }
  }

  Mark acknowledged() {
    return acknowledged;
  }

  long durable() {
    return durable;
  }

  Optional<String> problem() {
    return problem;
  }

  Counts counts() {
    return counts;
  }
}
