package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.metrics.store.HeldSamplesException;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadGuard;
import io.kubernaut.metrics.store.SeriesAdministration;
import io.kubernaut.metrics.store.index.IdSet;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes samples, and later cleans them away.
 *
 * <p>Everything in memory is put into a block first, and the journal begins behind it, so that
 * blocks alone hold what is to be deleted. A deletion is then an entry in the file of tombstones:
 * which series, which range, and up to which block it reaches; what comes later is not meant,
 * though it looks the same. It counts once that file is written. From then on the blocks it reaches
 * give out nothing of it, to queries as little as to whoever joins, condenses or thins them out; so
 * each block that is written anew is one less that it reaches. When none is left, or all were
 * cleaned, the entry goes.
 *
 * <p>A condensed stretch can not lose a part of what it was made of. So every stretch that the
 * range touches goes, and then those at its ends are condensed again from the samples that are
 * left. That is a step of its own, marked as due in the file, and made up for after a crash. Where
 * samples are gone, so is the stretch.
 *
 * <p>What a hold covers is not deleted: the request is refused as a whole. Samples that share a
 * stretch with held ones count as held. Used while upkeep rests.
 */
final class Eraser {
  /** So many deletions are kept apart; then they are cleaned away first. */
  static final int MOST = 1_000;

  static final String BLOCKS = "blocks";
  static final String TIERS = "tiers";

  private static final Logger log = LoggerFactory.getLogger(SeriesAdministration.class);

  private final Storage storage;
  private final BlockSet blocks;
  private final SeriesIndex index;
  private final Joiner joiner;
  private final List<TierHistory> tiers;
  private final Holds holds;
  private final Deletions deletions;
  private List<List<Block>> looked = List.of();

  Eraser(
      Storage storage,
      BlockSet blocks,
      SeriesIndex index,
      Joiner joiner,
      List<TierHistory> tiers,
      Holds holds,
      Deletions deletions) {
    this.storage = storage;
    this.blocks = blocks;
    this.index = index;
    this.joiner = joiner;
    this.tiers = tiers;
    this.holds = holds;
    this.deletions = deletions;
  }

  /** Returns the tiers that have a folder, finer ones first, whether they are in use or not. */
  static List<Tier> tiersIn(Storage storage) throws IOException {
    List<Tier> found = new ArrayList<>();
    for (StorageEntry entry : storage.list(TIERS)) {
      if (entry.isFolder() && entry.name().matches("[1-9]\\d{0,8}")) {
        Duration spacing = Duration.ofSeconds(Long.parseLong(entry.name()));
        found.add(new Tier(spacing, spacing));
      }
    }
    found.sort(Comparator.comparing(Tier::spacing));
    return found;
  }

  static String folderOf(Tier tier) {
    return TIERS + "/" + tier.spacing().toSeconds();
  }

  /** Lets blocks that were just opened give out nothing of what was deleted before. */
  void resume() {
    blocks.beginAfter(deletions.through(BLOCKS));
    for (TierHistory tier : tiers) {
      tier.blocks().beginAfter(deletions.through(folderOf(tier.tier())));
    }
    deletions.all().forEach(this::erase);
  }

  /**
   * Deletes samples, all of which are in blocks.
   *
   * @return the series that lose something
   */
  int[] delete(List<List<LabelMatcher>> selectors, long from, long to) throws IOException {
    makeRoom();
    looked = List.of();
    Deletion deletion = new Deletion(nextNumber(), selectors, from, to, reaches());
    IdSet lost = erase(holds.unchanged(() -> noted(deletion)));
    log.info(
        "Deleted samples of {} series from the metrics store: {} from {} to {}",
        lost.size(),
        selectors,
        moment(from),
        moment(to));
    return lost.toArray();
  }

  private Deletion noted(Deletion deletion) throws IOException {
    refuseHeld(deletion);
    List<Deletion> more = new ArrayList<>(deletions.all());
    more.add(deletion);
    deletions.replace(more);
    return deletion;
  }

  private static Object moment(long millis) {
    return millis == Long.MIN_VALUE || millis == Long.MAX_VALUE
        ? "the " + (millis < 0 ? "begin" : "end")
        : Instant.ofEpochMilli(millis);
  }

  private void makeRoom() throws IOException {
    if (deletions.all().size() >= MOST) {
      clean();
    }
    if (deletions.all().size() >= MOST) {
      throw new IOException(
          "%d deletions are kept in blocks that can not be written anew: at most %d. See what verify() says of them."
              .formatted(deletions.all().size(), MOST));
    }
  }

  private long nextNumber() {
    return 1 + deletions.all().stream().mapToLong(Deletion::number).max().orElse(0);
  }

  /** A tier that is on the disk is reached, also if it is not in use. */
  private Map<String, Deletion.Reach> reaches() throws IOException {
    Map<String, Deletion.Reach> reaches = new HashMap<>();
    reaches.put(BLOCKS, new Deletion.Reach(blocks.lastNumber(), false));
    for (Tier tier : tiersIn(storage)) {
      String folder = folderOf(tier);
      long last = 0;
      for (StorageEntry entry : storage.list(folder)) {
        last = Math.max(last, numberOf(entry));
      }
      reaches.put(folder, new Deletion.Reach(last, true));
    }
    return reaches;
  }

  static long numberOf(StorageEntry entry) {
    return entry.name().endsWith(BlockFormat.SUFFIX) ? BlockSet.numberOf(entry.name()) : 0;
  }

  private void refuseHeld(Deletion deletion) throws IOException {
    List<LegalHold> held = holds.all();
    if (held.isEmpty()) {
      return;
    }
    long from = deletion.from();
    long to = deletion.to();
    for (Tier tier : tiersIn(storage)) {
      from = Math.min(from, deletion.from(tier));
      to = Math.max(to, deletion.to(tier));
    }
    for (int id : selected(deletion).toArray()) {
      Labels labels = index.labels(id);
      for (LegalHold hold : held) {
        if (labels != null && hold.holds(labels, from, to)) {
          throw new HeldSamplesException(hold.name(), labels);
        }
      }
    }
  }

  private IdSet selected(Deletion deletion) {
    IdSet selected = new IdSet(index.next());
    for (List<LabelMatcher> selector : deletion.selectors()) {
      for (int id : index.select(selector, ReadGuard.NONE)) {
        selected.add(id);
      }
    }
    return selected;
  }

  /** Lets blocks give out nothing of this from now on; returns the series that lose something. */
  private IdSet erase(Deletion deletion) {
    IdSet series = new IdSet(index.next());
    blocks.erase(
        new Erasure(deletion.number(), selected(deletion), deletion.from(), deletion.to()),
        deletion.reach(BLOCKS).through(),
        series::add);
    for (TierHistory tier : tiers) {
      erase(deletion, tier, series);
    }
    return series;
  }

  private void erase(Deletion deletion, TierHistory tier, IdSet series) {
    SeriesIndex own = tier.index();
    IdSet selected = new IdSet(own.next());
    for (int id = 0; id < own.next(); id++) {
      Labels named = own.labels(id);
      if (named != null && deletion.selects(TierHistory.plain(named))) {
        selected.add(id);
      }
    }
    tier.blocks()
        .erase(
            new Erasure(
                deletion.number(), selected, deletion.from(tier.tier()), deletion.to(tier.tier())),
            deletion.reach(folderOf(tier.tier())).through(),
            id -> addPlain(own.labels(id), series));
  }

  private void addPlain(@Nullable Labels named, IdSet series) {
    int id = named == null ? -1 : index.find(TierHistory.plain(named));
    if (id >= 0) {
      series.add(id);
    }
  }

  /**
   * Does what is due, and forgets deletions of which nothing is left.
   *
   * @return how many deletions there still are
   */
  int settle() throws IOException {
    tidy();
    List<List<Block>> now = new ArrayList<>();
    now.add(blocks.all());
    tiers.forEach(tier -> now.add(tier.blocks().all()));
    if (!now.equals(looked)) {
      forget();
      looked = now;
    }
    return deletions.all().size();
  }

  /** Condenses again what is left of stretches. */
  void tidy() throws IOException {
    List<Deletion> now = new ArrayList<>();
    for (Deletion deletion : deletions.all()) {
      now.add(condensed(deletion));
    }
    if (!now.equals(deletions.all())) {
      deletions.replace(now);
    }
    deletions.catchUp();
  }

  private Deletion condensed(Deletion deletion) throws IOException {
    Deletion now = deletion;
    for (TierHistory tier : tiers) {
      String folder = folderOf(tier.tier());
      if (deletion.reach(folder).due()) {
        condense(deletion, tier);
        now = now.condensed(folder);
      }
    }
    return now;
  }

  private void condense(Deletion deletion, TierHistory tier) throws IOException {
    long begin = deletion.from(tier.tier());
    long last = deletion.to(tier.tier());
    long end = last == Long.MAX_VALUE ? tier.end() : Math.min(tier.end(), last + 1);
    if (begin < end) {
      tier.condense(blocks.all(), index, deletion::selects, begin, end);
    }
  }

  /** Writes blocks anew without what was deleted; returns how many. */
  int clean() throws IOException {
    tidy();
    int cleaned = clean(blocks, joiner);
    for (TierHistory tier : tiers) {
      cleaned += clean(tier.blocks(), tier.joiner());
    }
    int before = deletions.all().size();
    forget();
    log.info(
        "Cleaned deleted samples away from the metrics store: {} blocks, {} of {} deletions are done with",
        cleaned,
        before - deletions.all().size(),
        before);
    return cleaned;
  }

  private static int clean(BlockSet set, Joiner joiner) throws IOException {
    int cleaned = 0;
    for (Block block : set.all()) {
      if (!block.erasures().isEmpty() && !block.hasDamage()) {
        joiner.rewrite(List.of(block), labels -> true);
        cleaned += set.all().contains(block) ? 0 : 1;
      }
    }
    return cleaned;
  }

  /** Forgets deletions of which nothing is left on the disk. */
  private void forget() throws IOException {
    List<Deletion> needed = new ArrayList<>(deletions.all());
    Remains remains = remains();
    needed.removeIf(remains::isNone);
    if (needed.size() < deletions.all().size()) {
      deletions.replace(needed);
    }
  }

  /** Looks which files there are, and what the blocks of them have still to leave out. */
  private Remains remains() throws IOException {
    Remains remains = new Remains();
    remains.look(BLOCKS, storage.list(BLOCKS), blocks.all());
    for (Tier tier : tiersIn(storage)) {
      List<Block> open = new ArrayList<>();
      for (TierHistory history : tiers) {
        if (folderOf(history.tier()).equals(folderOf(tier))) {
          open.addAll(history.blocks().all());
        }
      }
      remains.look(folderOf(tier), storage.list(folderOf(tier)), open);
    }
    return remains;
  }
}
