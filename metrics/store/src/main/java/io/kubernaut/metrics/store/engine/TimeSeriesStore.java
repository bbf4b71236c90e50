package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Journal;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SeriesExemplars;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.metrics.store.SeriesSource;
import io.kubernaut.metrics.store.SourceStatistics;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded time-series store: samples go in by batches, are in the journal when a batch is
 * committed, and can be selected from then on.
 *
 * <pre>{@code
 * try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, StoreOptions.STANDARD)) {
 *   try (Appender batch = store.appender()) {
 *     long series = batch.series(Labels.of("__name__", "up", "job", "orders"));
 *     batch.append(series, now, 1, SampleColumns.NO_START);
 *     batch.commit();
 *   }
 *   try (SeriesSet selected = store.select(SeriesQuery.of(LabelMatcher.equal("job", "orders")))) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>The newest samples are in memory and in the journal; older ones in immutable blocks. After a
 * crash the journal is read again; what was acknowledged is there exactly once. A damaged block is
 * moved aside, a damaged chunk left out, both counted in {@link #status()}; the rest is served.
 *
 * <p>Safe for any thread. Committing waits for the journal, as the durability says, and for other
 * commits; selecting waits for nobody. Memory is bounded by the limit of series and by {@link
 * StoreOptions#memorySamples()}. Two threads work for a store: the journal's writer, and upkeep.
 */
public final class TimeSeriesStore implements SeriesSource, SeriesSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TimeSeriesStore.class);
  private static final Duration UPKEEP = Duration.ofSeconds(1);

  private final SeriesIndex index;
  private final BlockSet blocks;
  private final Journal journal;
  private final Head head;
  private final Catalogue catalogue;
  private final StoreOptions options;
  private final Upkeep upkeep;
  private final Scheduler.Scheduled upkeepTask;
  private final AtomicLong damagedChunks = new AtomicLong();
  private final long lostRecords;

  private TimeSeriesStore(Platform platform, Storage storage, StoreOptions options)
      throws IOException {
    this.options = options;
    this.index = new SeriesIndex();
    this.blocks = BlockSet.open(storage.folder("blocks"), index);
    this.journal =
        Journal.builder(platform, storage.folder("journal"), "metrics")
            .durability(options.durability())
            .open();
    this.catalogue = new Catalogue();
    this.head = new Head(index, journal, options, catalogue);
    this.lostRecords = head.replay();
    this.upkeep =
        new Upkeep(head, index, blocks, options, platform.monotonicClock(), this::noteDamage);
    this.upkeepTask = platform.scheduler().every("metrics store upkeep", UPKEEP, this::runUpkeep);
  }

  /**
   * Opens a store, or makes one where there is none.
   *
   * @param platform whose threads and clocks it uses
   * @param storage a folder for its files alone
   * @param options what it keeps
   * @return the store
   * @throws IOException if its files cannot be read or written
   */
  public static TimeSeriesStore open(Platform platform, Storage storage, StoreOptions options)
      throws IOException {
    return new TimeSeriesStore(platform, storage, options);
  }

  private void runUpkeep() {
    try {
      upkeep.run();
    } catch (IOException failure) {
      log.warn("The metrics store could not tidy up, and tries again: {}", failure.toString());
    }
  }

  @Override
  public Appender appender() {
    return new Batch(head);
  }

  @Override
  public SeriesSet select(SeriesQuery query) {
    int[] ids = index.select(query.matchers(), query.guard());
    List<Selection.Entry> entries = new ArrayList<>();
    List<List<Piece>> found = new ArrayList<>(ids.length);
    for (int id : ids) {
      found.add(headPieces(id, query));
    }
    // After the head: what leaves it meanwhile is seen twice rather than not at all.
    for (Block block : blocks.all()) {
      addPieces(block, ids, query, found);
    }
    for (int i = 0; i < ids.length && entries.size() <= query.limit(); i++) {
      Labels labels = index.labels(ids[i]);
      if (labels != null && !found.get(i).isEmpty()) {
        entries.add(new Selection.Entry(labels, found.get(i)));
      }
    }
    return new Selection(entries, query.fromMillis(), query.toMillis(), this::noteDamage);
  }

  private List<Piece> headPieces(int id, SeriesQuery query) {
    List<Piece> pieces = new ArrayList<>(4);
    HeadSeries series = head.find(id);
    if (series != null) {
      for (Piece piece : series.pieces()) {
        if (piece.from() <= query.toMillis() && piece.to() >= query.fromMillis()) {
          pieces.add(piece);
        }
      }
    }
    return pieces;
  }

  /** Walks along the selected ids and those of the block, which both rise. */
  private static void addPieces(
      Block block, int[] ids, SeriesQuery query, List<List<Piece>> found) {
    BlockMeta meta = block.meta();
    if (meta.fromMillis() > query.toMillis() || meta.toMillis() < query.fromMillis()) {
      return;
    }
    query.guard().check();
    int place = 0;
    int places = block.index().series();
    for (int i = 0; i < ids.length && place < places; i++) {
      while (place < places && block.index().id(place) < ids[i]) {
        place++;
      }
      if (place < places && block.index().id(place) == ids[i]) {
        List<Piece> inBlock = new ArrayList<>(2);
        block.addPieces(place, query.fromMillis(), query.toMillis(), inBlock);
        found.get(i).addAll(0, inBlock);
      }
    }
  }

  private void noteDamage(DamagedPieceException damage) {
    if (damage.isNews()) {
      damagedChunks.incrementAndGet();
      log.error("A part of the metrics store is damaged and left out: {}", damage.getMessage());
    }
  }

  @Override
  public List<String> labelNames(SeriesQuery query) {
    if (query.matchers().isEmpty()) {
      return index.names().stream().limit(query.limit() + 1L).toList();
    }
    TreeSet<String> names = new TreeSet<>(Labels::compare);
    try (SeriesSet set = select(query.withLimit(SeriesQuery.UNLIMITED))) {
      for (int i = 0; i < set.size(); i++) {
        set.labels(i).forEach((name, value) -> names.add(name));
      }
    }
    return names.stream().limit(query.limit() + 1L).toList();
  }

  @Override
  public List<String> labelValues(String name, SeriesQuery query) {
    if (query.matchers().isEmpty()) {
      return index.values(name).stream().limit(query.limit() + 1L).toList();
    }
    TreeSet<String> values = new TreeSet<>(Labels::compare);
    try (SeriesSet set = select(query.withLimit(SeriesQuery.UNLIMITED))) {
      for (int i = 0; i < set.size(); i++) {
        values.add(set.labels(i).get(name));
      }
    }
    values.remove("");
    return values.stream().limit(query.limit() + 1L).toList();
  }

  @Override
  public List<SeriesExemplars> exemplars(SeriesQuery query) {
    return catalogue.select(query);
  }

  @Override
  public Map<String, List<MetricMetadata>> metadata() {
    return catalogue.metadata();
  }

  @Override
  public SourceStatistics statistics(int top) {
    return IndexStatistics.of(index, chunks(), oldest(), head.newest(), top);
  }

  private long chunks() {
    return blocks.all().stream().mapToLong(block -> block.meta().chunks()).sum();
  }

  private long oldest() {
    return blocks.all().stream()
        .mapToLong(block -> block.meta().fromMillis())
        .min()
        .orElse(head.oldest());
  }

  /**
   * Returns how the store fares.
   *
   * @return numbers of this moment
   */
  public StoreStatus status() {
    Head.Outcomes outcomes = head.outcomes();
    long accepted = outcomes.of(Appender.Outcome.ACCEPTED);
    long duplicates = outcomes.of(Appender.Outcome.DUPLICATE);
    long all = Arrays.stream(Appender.Outcome.values()).mapToLong(outcomes::of).sum();
    List<Block> now = blocks.all();
    return new StoreStatus(
        index.size(),
        options.seriesLimit(),
        head.samples(),
        now.size(),
        now.stream().mapToLong(block -> block.meta().samples()).sum(),
        blocks.bytes(),
        journal.status().bytes(),
        accepted,
        duplicates,
        all - accepted - duplicates,
        damagedChunks.get(),
        blocks.quarantined(),
        lostRecords);
  }

  /**
   * Puts everything that is in memory into a block, so that a restart has nothing to replay.
   *
   * @throws IOException if it cannot be written; then it stays in memory and in the journal
   */
  public void flush() throws IOException {
    upkeep.flush();
  }

  /**
   * Reads and checks every chunk of every block.
   *
   * @return how many are damaged; they are left out from now on
   */
  public int verify() {
    int damaged = 0;
    for (Block block : blocks.all()) {
      damaged += block.verify();
    }
    return damaged;
  }

  /**
   * Puts what is in memory into a block if that can be done, and ends. Closing twice is harmless.
   */
  @Override
  public void close() {
    upkeepTask.close();
    try {
      upkeep.flush();
    } catch (IOException failure) {
      log.warn(
          "What is in memory stays in the journal until the next start: {}", failure.toString());
    }
    journal.close();
  }
}
