package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.journal.CheckpointWriter;
import io.kubernaut.core.storage.journal.Journal;
import io.kubernaut.core.storage.journal.JournalException;
import io.kubernaut.core.storage.journal.Receipt;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.index.IdSet;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is in memory: the newest samples of every series, all of them in the journal too.
 *
 * <p>Batches are written one at a time under a lock: judged, put into one record of the journal,
 * and then into the columns. Readers take no lock.
 *
 * <p>Samples leave together. {@link #leave} sets everything aside and marks the place in the
 * journal; once it is in a block, {@link #left} drops it here and takes a checkpoint, so that the
 * journal begins at the mark and a restart replays only what came later. Whoever reads meanwhile
 * sees samples here, or in the block, or both, and tells the same sample when it sees it twice.
 */
final class Head {
  private static final int STATE_RECORD = 1 << 20;
  private static final int LEAST_BATCH = 64;
  private static final int MOST_BATCH = 1 << 14;

  private final SeriesIndex index;
  private final Journal journal;
  private final StoreOptions options;
  private final Catalogue catalogue;
  private final ReentrantLock lock = new ReentrantLock();
  private final JournalParts parts;
  private final ChunkEncoder encoder = new ChunkEncoder();
  private final Columns columns = new Columns();
  private final Outcomes outcomes = new Outcomes();
  private volatile @Nullable HeadSeries[] series = new HeadSeries[64];
  private final IdSet defined = new IdSet(0); // under the lock
  private volatile long newest = Long.MIN_VALUE;
  private volatile long oldest = Long.MAX_VALUE;
  private volatile long samples;
  private long added; // under the lock; samples is what readers see of it
  private volatile long changes;
  private int usualBatch = LEAST_BATCH; // a guess, so races do no harm

  @SuppressWarnings("UnusedVariable") // see touch
  private long touched;

  private long changed; // under the lock; changes is what others see of it

  /** How many samples had which fate. */
  static final class Outcomes {
    private final Map<Appender.Outcome, LongAdder> counts = new EnumMap<>(Appender.Outcome.class);

    Outcomes() {
      for (Appender.Outcome outcome : Appender.Outcome.values()) {
        counts.put(outcome, new LongAdder());
      }
    }

    void count(Appender.Outcome outcome, long more) {
      counter(outcome).add(more);
    }

    long of(Appender.Outcome outcome) {
      return counter(outcome).sum();
    }

    private LongAdder counter(Appender.Outcome outcome) {
      return Objects.requireNonNull(counts.get(outcome));
    }
  }

  Head(
      SeriesIndex index,
      Journal journal,
      StoreOptions options,
      Catalogue catalogue,
      int partBytes) {
    this.parts = new JournalParts(journal, partBytes);
    this.index = index;
    this.journal = journal;
    this.options = options;
    this.catalogue = catalogue;
  }

  // Writing.

  /** Finds or makes a series; -1 if there are too many. */
  int series(Labels labels) {
    int id = index.find(labels);
    if (id >= 0) {
      return id;
    }
    if (labels.isEmpty() || index.size() >= options.seriesLimit()) {
      return -1;
    }
    return index.add(labels);
  }

  /** Says what would become of a sample now. */
  Appender.Outcome judge(int id, Sample sample) {
    if (index.labels(id) == null) {
      return Appender.Outcome.UNKNOWN_SERIES;
    }
    HeadSeries known = id < series.length ? series[id] : null;
    if (known == null) {
      return isOpen(sample.time()) ? Appender.Outcome.ACCEPTED : Appender.Outcome.TOO_OLD;
    }
    return known.judge(sample, openFrom(), !options.lateness().isZero());
  }

  /** Says what would become of a float now; quick where it is the newest of its series. */
  Appender.Outcome judge(int id, long time, double value) {
    return isNewest(id, time)
        ? Appender.Outcome.ACCEPTED
        : judge(id, new Sample(time, value, null, SampleColumns.NO_START));
  }

  /** Returns all series by id, as of now. */
  @Nullable HeadSeries[] all() {
    return series;
  }

  /** Whether a series has samples here and all of them are older. */
  boolean isNewest(int id, long time) {
    HeadSeries known = find(id);
    return known != null && time > known.lastTime();
  }

  private boolean isOpen(long time) {
    return options.lateness().isZero() || time >= openFrom();
  }

  private long openFrom() {
    long end = newest;
    return end == Long.MIN_VALUE ? end : end - options.lateness().toMillis();
  }

  /**
   * Returns a number that changes whenever what {@link #judge} says may change: as long as it is
   * the same, nothing has to be judged again.
   */
  long changes() {
    return changes;
  }

  /** Returns for how many samples a new batch had better have room. */
  int usualBatch() {
    return usualBatch;
  }

  /** Writes a batch to the journal and then into the columns. */
  void commit(Batch batch) throws JournalException {
    lock.lock();
    try {
      usualBatch = Math.max(LEAST_BATCH, Math.min(batch.size(), MOST_BATCH));
      batch.dropRefused(this, outcomes);
      changes = ++changed; // also if the journal refuses: who judges once more than needed is right
      parts.begin();
      IdSet fresh = new IdSet(0);
      batch.writeTo(this, parts, fresh);
      if (!parts.isEmpty()) {
        parts.end();
        fresh.addTo(defined);
        batch.applyTo(this);
        samples = added;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes sure that the journal says which series an id means: once, in the life of this process,
   * because the next one gives other ids.
   */
  void define(int id, Labels labels, IdSet fresh) throws JournalException {
    if (!defined.has(id) && !fresh.has(id)) {
      fresh.add(id);
      parts.records().series(id, labels);
      parts.next();
    }
  }

  @Nullable Labels labels(int id) {
    return index.labels(id);
  }

  int find(Labels labels) {
    return index.find(labels);
  }

  /** Makes a series again that was forgotten between two steps of a batch. */
  int revive(Labels labels) {
    return index.add(labels);
  }

  void add(int id, Sample sample) {
    HeadSeries target = seriesOf(id);
    target.add(sample, columns, encoder);
    noteTime(sample.time());
    added++;
  }

  /** Adds a float. */
  void add(int id, long time, double value, long start) {
    seriesOf(id).add(time, value, start, columns, encoder);
    noteTime(time);
    added++;
  }

  /**
   * Looks at what is about to be written of some series, and does nothing with it: what is not in
   * the processor's caches is then fetched for many series at a time. Appending alone waits for
   * three places in memory, one after the other, for each series.
   */
  void touch(int[] ids, int from, int to) {
    @Nullable HeadSeries[] all = series;
    long sum = 0;
    for (int i = from; i < to; i++) {
      HeadSeries known = ids[i] < all.length ? all[ids[i]] : null;
      sum += known == null ? 0 : known.touch();
    }
    touched = sum; // or the compiler would leave it all out
  }

  private void noteTime(long time) {
    if (time > newest) {
      newest = time;
    }
    noteOldest(time);
  }

  private void noteOldest(long time) {
    if (time < oldest) {
      oldest = time;
    }
  }

  void addExemplar(Labels series, Exemplar exemplar) {
    catalogue.add(series, exemplar);
  }

  void addMetadata(String metric, MetricMetadata metadata) {
    catalogue.put(metric, metadata);
  }

  private HeadSeries seriesOf(int id) {
    @Nullable HeadSeries[] all = series;
    if (id >= all.length) {
      all = Arrays.copyOf(all, Math.max(id + 1, all.length * 2));
      series = all;
    }
    HeadSeries known = all[id];
    if (known == null) {
      known = new HeadSeries(id);
      all[id] = known;
    }
    return known;
  }

  // Reading.

  @Nullable HeadSeries find(int id) {
    @Nullable HeadSeries[] all = series;
    return id < all.length ? all[id] : null;
  }

  long samples() {
    return samples;
  }

  long newest() {
    return newest;
  }

  long oldest() {
    return oldest;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  // Leaving for a block.

  /** What was set aside, since when, and the place in the journal up to which it goes. */
  record Leaving(List<HeadSeries> series, long samples, long oldest, Receipt mark) {}

  Leaving leave() throws JournalException {
    lock.lock();
    try {
      Receipt mark = journal.mark();
      List<HeadSeries> leaving = new ArrayList<>();
      for (HeadSeries each : series) {
        if (each != null && !each.isEmpty()) {
          each.leave();
          leaving.add(each);
        }
      }
      Leaving all = new Leaving(leaving, added, oldest, mark);
      added = 0;
      samples = 0;
      oldest = Long.MAX_VALUE;
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** What was set aside could not be put into a block: it will be set aside again. */
  void stayed(Leaving leaving) {
    lock.lock();
    try {
      added += leaving.samples();
      samples = added;
      noteOldest(leaving.oldest());
    } finally {
      lock.unlock();
    }
  }

  void left(Leaving leaving) throws IOException {
    for (HeadSeries each : leaving.series()) {
      each.left();
    }
    journal.checkpoint(leaving.mark().await(), this::writeState);
  }

  /** Writes what a restart needs to know besides samples. */
  private void writeState(CheckpointWriter out) throws IOException {
    JournalRecords state = new JournalRecords();
    for (int id = 0; id < index.next(); id++) {
      Labels labels = index.labels(id);
      if (labels != null) {
        state.series(id, labels);
        passOn(state, out, STATE_RECORD);
      }
    }
    catalogue.writeTo(state, index, () -> passOn(state, out, STATE_RECORD));
    passOn(state, out, 0);
  }

  private static void passOn(JournalRecords state, CheckpointWriter out, int atLeast)
      throws IOException {
    if (state.size() >= atLeast) {
      out.append(state.record());
      state.clear();
    }
  }

  /** Forgets series that have no samples any more, unless one has come meanwhile. */
  void forget(IdSet gone) {
    lock.lock();
    try {
      changes = ++changed;
      IdSet still = new IdSet(index.next());
      for (int id : gone.toArray()) {
        HeadSeries each = find(id);
        if (each == null || each.isEmpty()) {
          if (each != null) {
            series[id] = null;
          }
          still.add(id);
        }
      }
      index.remove(still);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets how far series have got whose newest sample was deleted, so that it may come again; and
   * how far the store has got, if that was deleted.
   */
  void reopen(int[] ids, long from, long to) {
    lock.lock();
    try {
      changes = ++changed;
      for (int id : ids) {
        HeadSeries each = find(id);
        if (each != null && each.isEmpty() && each.lastTime() >= from && each.lastTime() <= to) {
          series[id] = null;
        }
      }
      if (newest >= from && newest <= to) {
        newest = newestKnown();
      }
    } finally {
      lock.unlock();
    }
  }

  private long newestKnown() {
    long known = Long.MIN_VALUE;
    for (HeadSeries each : series) {
      known = each == null ? known : Math.max(known, each.lastTime());
    }
    return known;
  }

  // Coming back after a restart.

  /** Reads the journal; returns how many records are lost. */
  long replay() throws IOException {
    Replay replay = new Replay(new Restoring());
    lock.lock();
    try {
      long lost = journal.replay(replay::accept, replay::accept);
      samples = added;
      return lost + replay.lost();
    } finally {
      lock.unlock();
    }
  }

  /** Puts the journal's entries back; its ids are those of the process that wrote them. */
  private final class Restoring implements Replay.Target {
    private int[] ids = new int[64];

    @Override
    public void series(int id, Labels labels) {
      if (id >= ids.length) {
        ids = Arrays.copyOf(ids, Math.max(id + 1, ids.length * 2));
      }
      ids[id] = index.add(labels) + 1;
    }

    private int known(int id) {
      return id >= 0 && id < ids.length ? ids[id] - 1 : -1;
    }

    @Override
    public void sample(
        int id, long time, double value, @Nullable NativeHistogram histogram, long start) {
      int now = known(id);
      if (now >= 0 && histogram == null) {
        add(now, time, value, start);
      } else if (now >= 0) {
        add(now, new Sample(time, value, histogram, start));
      }
    }

    @Override
    public void exemplar(int id, Exemplar exemplar) {
      Labels series = known(id) >= 0 ? index.labels(known(id)) : null;
      if (series != null) {
        addExemplar(series, exemplar);
      }
    }

    @Override
    public void metadata(String metric, MetricMetadata metadata) {
      addMetadata(metric, metadata);
    }
  }
}
