package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.backup.BackupSource;
import io.kubernaut.core.storage.journal.Journal;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SeriesAdministration;
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
import java.util.LinkedHashMap;
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
public final class TimeSeriesStore
    implements SeriesSource, SeriesSink, SeriesAdministration, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TimeSeriesStore.class);
  private static final Duration UPKEEP = Duration.ofSeconds(1);

  /** A batch that takes more is put into several records. */
  private static final int PART_BYTES = 16 << 20;

  /** Segments are let go of whole, and the last one is read through after a crash: small ones. */
  private static final long SEGMENT = 4 << 20;

  private final Platform platform;
  private final SeriesIndex index;
  private final BlockSet blocks;
  private final List<TierHistory> tiers;
  private final Holds holds;
  private final Deletions deletions;
  private final Eraser eraser;
  private final Snapshots snapshots;
  private final Journal journal;
  private final Head head;
  private final Catalogue catalogue;
  private final StoreOptions options;
  private final Upkeep upkeep;
  private final Scheduler.Scheduled upkeepTask;
  private final AtomicLong damagedChunks = new AtomicLong();
  private final long lostRecords;

  /** Whether a store is used, or only looked at and left as it is. */
  private enum Kind {
    IN_USE("metrics"),
    LOOKED_AT("metrics-check");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  private TimeSeriesStore(
      Platform platform, Storage storage, StoreOptions options, Kind kind, int partBytes)
      throws IOException {
    this.platform = platform;
    this.options = options;
    this.index = new SeriesIndex();
    this.blocks = BlockSet.open(storage.folder(Eraser.BLOCKS), index);
    this.holds = Holds.open(storage);
    this.tiers =
        openTiers(storage, kind == Kind.LOOKED_AT ? Eraser.tiersIn(storage) : options.tiers());
    this.deletions = Deletions.open(storage);
    Joiner joiner = new Joiner(blocks, index, this::noteDamage, 0);
    this.eraser = new Eraser(storage, blocks, index, joiner, tiers, holds, deletions);
    eraser.resume();
    this.snapshots = new Snapshots(platform, storage);
    if (kind == Kind.IN_USE) {
      deletions.mend();
      snapshots.clearAway();
    }
    this.journal =
        Journal.builder(platform, storage.folder("journal"), kind.title)
            .durability(options.durability())
            .segmentSize(SEGMENT)
            .open();
    try {
      this.catalogue = new Catalogue();
      this.head = new Head(index, journal, options, catalogue, partBytes);
      this.lostRecords = head.replay();
      this.upkeep =
          new Upkeep(head, index, blocks, options, platform.monotonicClock(), joiner, tiers, holds);
      this.upkeepTask =
          kind == Kind.LOOKED_AT
              ? () -> {}
              : platform.scheduler().every("metrics store upkeep", UPKEEP, this::runUpkeep);
    } catch (IOException | RuntimeException failure) {
      journal.close();
      throw failure;
    }
  }

  private List<TierHistory> openTiers(Storage storage, List<Tier> wanted) throws IOException {
    List<TierHistory> opened = new ArrayList<>();
    for (Tier tier : wanted) {
      Storage folder = storage.folder(Eraser.folderOf(tier));
      TierHistory history = new TierHistory(tier, folder, this::noteDamage);
      history.addSeriesTo(index);
      opened.add(history);
    }
    return List.copyOf(opened);
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
    return new TimeSeriesStore(platform, storage, options, Kind.IN_USE, PART_BYTES);
  }

  /** Opens a store whose batches take several records from so many bytes on. */
  static TimeSeriesStore open(
      Platform platform, Storage storage, StoreOptions options, int partBytes) throws IOException {
    return new TimeSeriesStore(platform, storage, options, Kind.IN_USE, partBytes);
  }

  Platform platform() {
    return platform;
  }

  /** Returns all blocks, by the folder they are in. */
  Map<String, BlockSet> folders() {
    Map<String, BlockSet> folders = new LinkedHashMap<>();
    folders.put(Eraser.BLOCKS + "/", blocks);
    for (TierHistory tier : tiers) {
      folders.put(folderOf(tier), tier.blocks());
    }
    return folders;
  }

  private static String folderOf(TierHistory tier) {
    return Eraser.folderOf(tier.tier()) + "/";
  }

  /** Does what is due, as is done each second anyway. */
  void tidy() throws IOException {
    upkeep.run();
    if (!deletions.isQuiet()) {
      upkeep.still(eraser::settle);
    }
  }

  private void runUpkeep() {
    try {
      tidy();
    } catch (IOException failure) {
      log.warn("The metrics store could not tidy up, and tries again: {}", failure.toString());
    }
  }

  @Override
  public Appender appender() {
    return new Batch(head, blocks);
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
    TierChoice choice = TierChoice.of(query, tiers, allSince());
    for (int i = 0; i < ids.length && entries.size() <= query.limit(); i++) {
      Labels labels = index.labels(ids[i]);
      if (labels != null) {
        choice.entry(labels, found.get(i)).ifPresent(entries::add);
      }
    }
    return new Selection(entries, query.fromMillis(), query.toMillis(), this::noteDamage);
  }

  /** Where a rule or a hold keeps some samples for another time, no moment is sure. */
  private long allSince() {
    boolean alike = options.rules().isEmpty() && holds.all().isEmpty();
    return alike ? blocks.oldest() : Long.MAX_VALUE;
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

  private long bytes() {
    return blocks.bytes() + tiers.stream().mapToLong(tier -> tier.blocks().bytes()).sum();
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
        bytes(),
        journal.status().bytes(),
        accepted,
        duplicates,
        all - accepted - duplicates,
        damagedChunks.get(),
        blocks.quarantined() + tiers.stream().mapToInt(tier -> tier.blocks().quarantined()).sum(),
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
   * Reads everything there is through and checks it: every chunk of every block, the journal, and
   * that each series has its samples in order. What is damaged is left out from now on. Reads the
   * whole disk space of the store; writing and selecting go on meanwhile.
   *
   * @return what was found
   * @throws IOException if the disk refuses
   */
  public StoreVerification verify() throws IOException {
    return new StoreCheck(blocks, tiers, journal, deletions).run(this, lostRecords);
  }

  /**
   * Checks a store that nobody has open, without changing what it holds: damaged blocks are moved
   * aside, as they are whenever it is opened.
   *
   * @param platform whose threads and clocks are used
   * @param storage the folder of the store
   * @return what was found
   * @throws IOException if its files cannot be read at all
   */
  public static StoreVerification verify(Platform platform, Storage storage) throws IOException {
    TimeSeriesStore store =
        new TimeSeriesStore(platform, storage, StoreOptions.STANDARD, Kind.LOOKED_AT, PART_BYTES);
    try {
      return store.verify();
    } finally {
      store.leave();
    }
  }

  /**
   * Copies sealed blocks of samples and of condensed history to an archive, those that are not
   * there yet, and reads each back. Blocks stay here until the retention takes them. Reads and
   * sends as much as is new.
   *
   * @param target where to
   * @param beforeMillis blocks that end before this moment, in milliseconds since 1970
   * @return how many blocks were copied
   * @throws IOException if one could not be read, put or read back; those before it are there
   */
  public int archive(ArchiveTarget target, long beforeMillis) throws IOException {
    return upkeep.still(
        () -> {
          cleanIfNeeded(); // what was deleted is not archived
          return new Archive(target).put(folders(), beforeMillis);
        });
  }

  private void cleanIfNeeded() throws IOException {
    if (!deletions.all().isEmpty()) {
      eraser.clean();
    }
  }

  /**
   * Brings archived samples and condensed history back, into this store if it is where they come
   * from, or into one for them alone. Where they are older than its retention, hold them first
   * ({@link #hold}). Blocks of a tier that this store does not have stay in the archive, are in the
   * report and logged.
   *
   * @param target where from
   * @param fromMillis blocks that touch this first moment
   * @param toMillis to this last one
   * @return what was added; what is here already stays as it is
   * @throws IOException if one could not be read or is damaged; those before it are here
   */
  public FetchReport fetch(ArchiveTarget target, long fromMillis, long toMillis)
      throws IOException {
    Map<String, TierHistory> byFolder = new LinkedHashMap<>();
    tiers.forEach(tier -> byFolder.put(folderOf(tier), tier));
    return upkeep.still(
        () -> new Fetching(new Archive(target), blocks, index).run(byFolder, fromMillis, toMillis));
  }

  /**
   * Compares condensed history with the samples it was made of, where both are kept. Reads both
   * through; writing and selecting go on meanwhile.
   *
   * @return where they do not agree
   * @throws IOException if the disk refuses
   */
  public Reconciliation reconcile() throws IOException {
    return upkeep.still(() -> new TierCheck(blocks, index, new Expiry(options, holds)).run(tiers));
  }

  /**
   * Holds samples: they are not deleted any more, whatever the retention says, until they are
   * released. It survives restarts.
   *
   * @param hold which samples; one of the same name is replaced
   * @throws IOException if it could not be written; then nothing has changed
   */
  public void hold(LegalHold hold) throws IOException {
    holds.put(hold);
  }

  /**
   * Ends a hold.
   *
   * @param name what it is called
   * @return false if there is none of that name
   * @throws IOException if it could not be written; then it holds on
   */
  public boolean release(String name) throws IOException {
    return holds.release(name);
  }

  /**
   * Returns what is held.
   *
   * @return the holds
   */
  public List<LegalHold> holds() {
    return holds.all();
  }

  /**
   * Returns this store as something that is backed up while it is used: samples, condensed history
   * and holds of one moment.
   *
   * @param name what it is called in the backup; restored, its files are in a folder of this name
   * @return for {@link io.kubernaut.core.storage.backup.Backup}
   */
  public BackupSource backupSource(String name) {
    return new StoreBackup(this, holds, journal, upkeep, deletions, name);
  }

  @Override
  public String snapshot(boolean skipHead) throws IOException {
    return snapshots.take(backupSource("snapshot"), skipHead);
  }

  @Override
  public int delete(List<List<LabelMatcher>> selectors, long fromMillis, long toMillis)
      throws IOException {
    if (selectors.isEmpty() || toMillis < fromMillis) {
      throw new IllegalArgumentException(
          "Nothing to delete with %d selectors from %d to %d: give at least one, and a begin that is not after the end."
              .formatted(selectors.size(), fromMillis, toMillis));
    }
    return upkeep.still(
        () -> {
          upkeep.flushForGood();
          int[] series = eraser.delete(selectors, fromMillis, toMillis);
          head.reopen(series, fromMillis, toMillis);
          eraser.tidy();
          return series.length;
        });
  }

  @Override
  public int cleanTombstones() throws IOException {
    return upkeep.still(eraser::clean);
  }

  /**
   * Returns how many deletions have not left the disk yet.
   *
   * @return a count
   */
  public int tombstones() {
    return deletions.all().size();
  }

  /** Ends without putting anything into a block. */
  void leave() {
    upkeepTask.close();
    journal.close();
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
