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

  private final Storage storage;
  private final Quarantine quarantine;
  private long highestNumber;

  Recovery(Storage storage, Quarantine quarantine) {
    this.storage = storage;
    this.quarantine = quarantine;
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
    Tail tail =
        segments.isEmpty() ? Tail.none(meta) : tail(meta, segments.get(segments.size() - 1));
    return new Found(meta, new Segments(segments, highestNumber), tail.end(), tail.bytes());
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

  /** Where the last segment ends, and how much behind that is left out. */
  private record Tail(Mark end, long bytes) {

    static Tail none(JournalMeta meta) {
      return new Tail(new Mark(0, 0, meta.start() - 1), 0);
    }
  }

  /** A damaged stretch, and which sequence was expected there. */
  private record Damage(long from, long to, long lost, long expected) {}

  private Tail tail(JournalMeta meta, Segment last) throws IOException {
    try (StorageFile file = storage.open(last.name())) {
      long size = file.size();
      FrameScanner scanner =
          new FrameScanner(file, meta.instance(), last.number(), last.firstSequence());
      List<Damage> damages = new ArrayList<>();
      long proven = SegmentHeader.SIZE;
      long end = SegmentHeader.SIZE;
      boolean sealed = false;
      while (!sealed) {
        long expected = scanner.expected();
        FrameScanner.Found found = scanner.next(size);
        if (found == FrameScanner.Found.END) {
          break;
        } else if (found == FrameScanner.Found.DAMAGE) {
          damages.add(new Damage(scanner.from(), scanner.offset(), scanner.lost(), expected));
        } else {
          sealed = found == FrameScanner.Found.SEAL;
          proven = Math.max(proven, sealed ? scanner.from() : scanner.proven());
          end = sealed ? scanner.from() : scanner.offset();
        }
      }
      Mark mark = new Mark(last.number(), end, scanner.expected() - 1);
      for (Damage damage : damages) {
        if (damage.from() >= proven) {
          mark = new Mark(last.number(), damage.from(), damage.expected() - 1);
          break;
        }
        quarantine.damaged(last.name(), file, damage.from(), damage.to(), damage.lost());
      }
      keep(last, file, mark, damages);
      file.force();
      return new Tail(mark, sealed ? 0 : Math.max(0, size - mark.end()));
    }
  }

  /** Records behind the cut were whole, but not known to be wanted: they are put aside. */
  private void keep(Segment last, StorageFile file, Mark mark, List<Damage> damages)
      throws IOException {
    long size = file.size();
    boolean recordsBehind =
        damages.stream().anyMatch(damage -> damage.from() >= mark.end() && damage.to() < size);
    if (recordsBehind) {
      quarantine.damaged(last.name(), file, mark.end(), size, 0);
    }
  }
}
