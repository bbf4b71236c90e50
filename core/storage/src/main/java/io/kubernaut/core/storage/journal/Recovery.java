package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a journal holds.
 *
 * <p>Only the last segment is read: each of the others was forced before the next one was begun,
 * and ends where that begins. In the last one the question is where it ends. Damage there is either
 * an unfinished write (the process or the machine died) or a disk that lost what it had promised.
 * Each frame says how much before it was not forced yet when it was written, so: damage before a
 * place that is proven to have been forced is a loss, reported, and what follows it counts. The
 * first damage behind every such place is where the machine died: there the journal ends, and what
 * follows was never acknowledged as forced.
 *
 * <p>Old segments are never written again. The journal goes on in a new one, whose header says
 * where it takes over; so a recovery that is itself cut short changes nothing, and a second one
 * finds the same.
 */
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Storage storage;
  private final Quarantine quarantine;
  private final JournalEvents events;
  private long highestNumber;

  Recovery(Storage storage, Quarantine quarantine, JournalEvents events) {
    this.storage = storage;
    this.quarantine = quarantine;
    this.events = events;
  }

  /** What a journal holds: its segments, and where the last of them ends. */
  record Found(JournalMeta meta, Segments segments, Mark end, long tailBytes) {}

  Found run(LongSupplier newInstance) throws IOException {
    List<Candidate> candidates = candidates();
    JournalMeta meta = meta(candidates, newInstance);
    List<Segment> segments = new ArrayList<>();
    for (Candidate candidate : candidates) {
      accepted(candidate, meta.instance(), segments).ifPresent(segments::add);
    }
    if (segments.isEmpty()) {
      return new Found(meta, new Segments(segments, highestNumber), Mark.before(meta.start()), 0);
    }
    Segment first = segments.get(0);
    if (first.firstSequence() > meta.start()) {
      quarantine.missing(first.name(), first.firstSequence() - meta.start());
    }
    Tail tail = tail(meta, segments.get(segments.size() - 1));
    Mark end = tail.end().atLeast(meta.start() - 1);
    return new Found(meta, new Segments(segments, highestNumber), end, tail.bytes());
  }

  /** A file that may be a segment. */
  private record Candidate(String name, long size, Optional<SegmentHeader> header) {

    long number() {
      return Segment.number(name);
    }
  }

  private List<Candidate> candidates() throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (StorageEntry entry : storage.list("")) {
      if (Segment.isName(entry.name())) {
        try (StorageFile file = storage.read(entry.name())) {
          candidates.add(new Candidate(entry.name(), entry.size(), SegmentHeader.read(file)));
        }
        highestNumber = Segment.number(entry.name());
      }
    }
    return candidates;
  }

  /** Which journal this is: what the file says, else what most segments say, else a new one. */
  private JournalMeta meta(List<Candidate> candidates, LongSupplier newInstance)
      throws IOException {
    Optional<JournalMeta> known = JournalMeta.read(storage);
    if (known.isPresent()) {
      return known.get();
    }
    if (storage.exists(JournalMeta.NAME)) {
      quarantine.misplaced(JournalMeta.NAME);
    }
    Map<Long, Integer> votes = new TreeMap<>();
    for (Candidate candidate : candidates) {
      candidate.header().ifPresent(header -> votes.merge(header.instance(), 1, Integer::sum));
    }
    long instance =
        votes.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseGet(newInstance::getAsLong);
    JournalMeta meta = new JournalMeta(instance, start(candidates, instance));
    meta.write(storage);
    return meta;
  }

  private static long start(List<Candidate> candidates, long instance) {
    return candidates.stream()
        .flatMap(candidate -> candidate.header().stream())
        .filter(header -> header.instance() == instance)
        .mapToLong(SegmentHeader::firstSequence)
        .min()
        .orElse(1);
  }

  private Optional<Segment> accepted(Candidate candidate, long instance, List<Segment> before)
      throws IOException {
    if (candidate.header().isEmpty()) {
      return headless(candidate, instance);
    }
    SegmentHeader header = candidate.header().get();
    long reached = before.isEmpty() ? 1 : before.get(before.size() - 1).firstSequence();
    if (header.kind() != SegmentHeader.SEGMENT
        || header.instance() != instance
        || header.number() != candidate.number()
        || header.firstSequence() < reached) {
      quarantine.misplaced(candidate.name());
      return Optional.empty();
    }
    return Optional.of(new Segment(header.number(), header.firstSequence()));
  }

  /** Both headers are gone: a segment that was never begun, or one whose frames still tell. */
  private Optional<Segment> headless(Candidate candidate, long instance) throws IOException {
    try (StorageFile file = storage.read(candidate.name())) {
      FrameScanner scanner = new FrameScanner(file, instance, candidate.number(), 1);
      if (scanner.findFirst(candidate.size())) {
        quarantine.damaged(candidate.name(), file, 0, SegmentHeader.SIZE, 0);
        return Optional.of(new Segment(candidate.number(), scanner.expected()));
      }
    }
    if (candidate.size() > SegmentHeader.SIZE) {
      quarantine.misplaced(candidate.name());
    } else {
      storage.delete(candidate.name()); // died while it was begun: nothing was in it
    }
    return Optional.empty();
  }

  private Tail tail(JournalMeta meta, Segment last) throws IOException {
    try (StorageFile file = storage.open(last.name())) {
      Tail tail = Tail.of(meta.instance(), last, file);
      for (Tail.Damage damage : tail.losses()) {
        quarantine.damaged(last.name(), file, damage.from(), damage.to(), damage.lost());
      }
      if (tail.bytes() > 0) {
        cut(last, file, tail);
      }
      file.force(); // what is readable now must stay so, before anything is built on it
      return tail;
    }
  }

  /**
   * Whole records behind the cut are put aside: nobody was promised them, but they are somebody's.
   */
  private void cut(Segment last, StorageFile file, Tail tail) {
    long from = tail.end().end();
    String copy =
        tail.hasRecordsBehind()
            ? quarantine.keep(last.name(), file, from, from + tail.bytes())
            : "";
    LOG.info(
        "Journal {}: {} ends unfinished, {} bytes from {} on are left out",
        events.journal(),
        last.name(),
        tail.bytes(),
        from);
    events.publish(
        time ->
            new JournalEvent.TailCut(
                time, events.journal(), last.name(), from, tail.bytes(), copy));
  }
}
