package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SeriesQuery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Condensed history goes to the archive beside the samples, and comes back. */
@Tag("BR-PERF-015")
class TierArchiveTest {
  private static final long TIME = 1_700_000_040_000L; // the begin of a minute
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final Tier FINE = new Tier(Duration.ofSeconds(30), Duration.ofDays(1_000));
  private static final Tier COARSE = new Tier(Duration.ofMinutes(1), Duration.ofDays(1_000));
  private static final StoreOptions OPTIONS =
      StoreScript.options(Durability.everyCommit())
          .withRetention(Duration.ofMinutes(10), Long.MAX_VALUE);
  private static final StoreOptions KEEPS_ALL =
      OPTIONS.withRetention(Duration.ofDays(1_000), Long.MAX_VALUE);

  private final TestPlatform test = TestPlatform.seeded(4);
  private final Platform platform = test.platform("archive").start();
  private final Ledger ledger = new Ledger(Duration.ofDays(1_000));
  private Storage archive;
  private ArchiveTarget target;

  @BeforeEach
  void begin() throws IOException {
    archive = SimulatedDisk.create().open();
    target = ArchiveTarget.in(archive);
  }

  @AfterEach
  void end() throws IOException {
    archive.close();
    platform.close();
  }

  private static TimeSeriesStore open(Platform platform, StoreOptions options) throws IOException {
    return TimeSeriesStore.open(platform, SimulatedDisk.create().open(), options);
  }

  /** Writes some minutes, a sample every 10 seconds of two series. */
  private void write(TimeSeriesStore store, int from, int to) throws IOException {
    for (int minute = from; minute < to; minute++) {
      for (int i = 0; i < 6; i++) {
        ledger.commit(store, TIME + minute * MINUTE + i * 10_000L, 0, 1);
      }
      if (minute % 4 == 3) {
        store.flush();
        test.advance(Duration.ofMinutes(2));
      }
    }
  }

  private static Map<Ledger.Place, Double> condensed(
      TimeSeriesStore store, ReadHint.Reading reading, Tier tier, long from, long to) {
    ReadHint hint = new ReadHint(reading, tier.spacing().toMillis());
    return Ledger.read(store, SeriesQuery.of(List.of(), from, to).withHint(hint));
  }

  private static Map<String, Map<Ledger.Place, Double>> condensed(
      TimeSeriesStore store, long from, long to) {
    Map<String, Map<Ledger.Place, Double>> found = new TreeMap<>();
    for (ReadHint.Reading reading : ReadHint.Reading.values()) {
      for (Tier tier : List.of(FINE, COARSE)) {
        found.put(reading + "/" + tier.spacing(), condensed(store, reading, tier, from, to));
      }
    }
    return found;
  }

  @Test
  void aStoreOfItsOwnGivesTheAnswersOfTheOneThatWasArchived() throws IOException {
    long last = TIME + 40 * MINUTE - 1;
    try (TimeSeriesStore store = open(platform, OPTIONS);
        TimeSeriesStore other = open(platform, KEEPS_ALL)) {
      write(store, 0, 60);
      assertThat(store.archive(target, Long.MAX_VALUE)).isPositive();
      assertThat(target.list())
          .anyMatch(name -> name.startsWith("blocks/"))
          .anyMatch(name -> name.startsWith("tiers/30/"))
          .anyMatch(name -> name.startsWith("tiers/60/"));
      assertThat(store.archive(target, Long.MAX_VALUE)).as("again").isZero();

      FetchReport report = other.fetch(target, TIME, last);
      assertThat(report.condensed()).isPositive();
      assertThat(report.left()).isEmpty();
      Map<String, Map<Ledger.Place, Double>> expected = condensed(store, TIME, last);
      assertThat(expected.values()).allSatisfy(found -> assertThat(found).isNotEmpty());
      assertThat(condensed(other, TIME, last)).isEqualTo(expected);
      assertThat(other.verify().problems()).isEmpty();
    }
  }

  @Test
  void theStoreItComesFromHasBackWhatItLostAndNothingTwice() throws IOException {
    Tier brief = new Tier(COARSE.spacing(), Duration.ofMinutes(20));
    try (TimeSeriesStore store = open(platform, OPTIONS.withTiers(brief))) {
      write(store, 0, 16);
      Map<Ledger.Place, Double> first = sums(store, 8);
      store.archive(target, Long.MAX_VALUE);
      write(store, 16, 80);
      store.archive(target, Long.MAX_VALUE);
      assertThat(sums(store, 70)).doesNotContainKeys(first.keySet().toArray(new Ledger.Place[0]));

      store.hold(new LegalHold("wanted again", List.of(), TIME, TIME + 80 * MINUTE));
      store.fetch(target, TIME, TIME + 80 * MINUTE);
      Map<Ledger.Place, Double> once = sums(store, 70);
      assertThat(once).containsAllEntriesOf(first);
      store.fetch(target, TIME, TIME + 80 * MINUTE);
      test.advance(Duration.ofMinutes(3));
      assertThat(sums(store, 70)).as("fetched twice").isEqualTo(once);
      assertThat(store.reconcile().differences()).isEmpty();
    }
  }

  private static Map<Ledger.Place, Double> sums(TimeSeriesStore store, int minutes) {
    return condensed(
        store, ReadHint.Reading.SUM, COARSE, Long.MIN_VALUE, TIME + minutes * MINUTE - 1);
  }

  /** The end of a tier goes beyond samples that are not condensed yet: they are before. */
  @Test
  void samplesThatWereFetchedAreNotHiddenByLaterCondensedOnes() throws IOException {
    long last = TIME + 16 * MINUTE - 1;
    try (TimeSeriesStore store = open(platform, KEEPS_ALL);
        TimeSeriesStore other = open(platform, KEEPS_ALL)) {
      write(store, 0, 16);
      store.archive(target, Long.MAX_VALUE);
      other.fetch(target, Long.MIN_VALUE, Long.MAX_VALUE);
      write(store, 16, 60);
      store.archive(target, Long.MAX_VALUE);
      other.fetch(target, TIME + 50 * MINUTE, TIME + 51 * MINUTE);
      assertThat(condensed(other, TIME, last)).isEqualTo(condensed(store, TIME, last));
    }
  }

  @Test
  void aStoreWithoutTheTierSaysWhatItLeftInTheArchive() throws IOException {
    try (TimeSeriesStore store = open(platform, OPTIONS);
        TimeSeriesStore other = open(platform, KEEPS_ALL.withTiers(COARSE))) {
      write(store, 0, 40);
      store.archive(target, Long.MAX_VALUE);
      long fine = target.list().stream().filter(name -> name.startsWith("tiers/30/")).count();
      FetchReport report = other.fetch(target, Long.MIN_VALUE, Long.MAX_VALUE);
      assertThat(report.left()).isEqualTo(Map.of(FINE.spacing(), (int) fine));
      assertThat(report.condensed()).isPositive();
      assertThat(report.blocks()).isPositive();
    }
  }

  @Test
  void aBlockUnderTheNameOfAnotherTierIsRefused() throws IOException {
    try (TimeSeriesStore store = open(platform, OPTIONS);
        TimeSeriesStore other = open(platform, KEEPS_ALL)) {
      write(store, 0, 40);
      store.archive(target, Long.MAX_VALUE);
      for (String name : target.list()) {
        if (name.startsWith("tiers/30/")) {
          target.put(name.replace("tiers/30/", "tiers/60/"), target.get(name));
        }
      }
      assertThatThrownBy(() -> other.fetch(target, Long.MIN_VALUE, Long.MAX_VALUE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("stretches of 30000 ms, and is called one of 60000 ms");
    }
  }

  @Test
  void whatIsNotNamedLikeABlockIsLeftAlone() throws IOException {
    try (TimeSeriesStore store = open(platform, OPTIONS)) {
      target.put("notes", ByteBuffer.wrap(new byte[3]));
      target.put("blocks/readme.block", ByteBuffer.wrap(new byte[3]));
      assertThat(store.fetch(target, Long.MIN_VALUE, Long.MAX_VALUE).blocks()).isZero();
      assertThat(Ledger.read(store).keySet().stream().map(Ledger.Place::series))
          .doesNotContain(Labels.none());
    }
  }
}
