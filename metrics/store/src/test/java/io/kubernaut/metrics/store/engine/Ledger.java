package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.JournalException;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a store has promised, and whether it keeps it: every acknowledged sample is there once, with
 * its value, unless it is older than the retention; nothing is there that was refused or never
 * given, or deleted. Every sample has a value of its own.
 */
final class Ledger {
  private final Duration retention;
  private final Map<Place, Double> submitted = new HashMap<>();
  private final Set<Place> acknowledged = new HashSet<>();
  private final Set<Place> refused = new HashSet<>();
  private final Set<Place> doomed = new HashSet<>(); // whose deletion was asked for
  private final Set<Place> deleted = new HashSet<>(); // and answered
  private long newest = Long.MIN_VALUE;

  /** A sample by where it is. */
  record Place(Labels series, long time) {}

  Ledger(Duration retention) {
    this.retention = retention;
  }

  synchronized Ledger copy() {
    Ledger copy = new Ledger(retention);
    copy.submitted.putAll(submitted);
    copy.acknowledged.addAll(acknowledged);
    copy.refused.addAll(refused);
    copy.doomed.addAll(doomed);
    copy.deleted.addAll(deleted);
    copy.newest = newest;
    return copy;
  }

  synchronized int acknowledged() {
    return acknowledged.size();
  }

  static Labels series(int number) {
    return Labels.of(Labels.NAME, "m" + number % 3, "i", Integer.toString(number));
  }

  /** Commits samples of these series at a time, and notes what became of them. */
  void commit(TimeSeriesStore store, long time, int... series) throws IOException {
    Map<Place, Double> batch = new LinkedHashMap<>();
    try (Appender appender = store.appender()) {
      for (int number : series) {
        Place place = new Place(series(number), time);
        if (isNew(place)) {
          double value = value(place);
          long reference = appender.series(place.series());
          if (appender.append(reference, time, value, SampleColumns.NO_START).stored()) {
            batch.put(place, value);
          }
        }
      }
      submit(batch);
      commit(appender, batch);
    }
  }

  /** Deletes samples of a series, and notes what became of them. */
  void delete(TimeSeriesStore store, long from, long to, int number) throws IOException {
    Set<Place> places = placesOf(series(number), from, to);
    doom(places);
    store.delete(List.of(List.of(LabelMatcher.equal("i", Integer.toString(number)))), from, to);
    noteDeleted(places);
  }

  private synchronized Set<Place> placesOf(Labels series, long from, long to) {
    Set<Place> places = new HashSet<>();
    for (Place place : submitted.keySet()) {
      if (place.series().equals(series) && place.time() >= from && place.time() <= to) {
        places.add(place);
      }
    }
    return places;
  }

  private synchronized void doom(Set<Place> places) {
    doomed.addAll(places);
  }

  private synchronized void noteDeleted(Set<Place> places) {
    deleted.addAll(places);
  }

  synchronized int deleted() {
    return deleted.size();
  }

  private synchronized boolean isNew(Place place) {
    return !submitted.containsKey(place);
  }

  static double value(Place place) {
    return place.hashCode() + place.time() / 1e3;
  }

  private synchronized void submit(Map<Place, Double> batch) {
    submitted.putAll(batch);
  }

  private void commit(Appender appender, Map<Place, Double> batch) throws IOException {
    try {
      appender.commit();
      note(batch.keySet());
    } catch (JournalException failed) {
      if (failed.outcome() == JournalException.Outcome.REFUSED) {
        refuse(batch.keySet());
      }
      throw failed;
    }
  }

  private synchronized void note(Set<Place> places) {
    acknowledged.addAll(places);
    places.forEach(place -> newest = Math.max(newest, place.time()));
  }

  private synchronized void refuse(Set<Place> places) {
    refused.addAll(places);
  }

  private boolean mayBeGone(Place place) {
    return place.time() < newest - retention.toMillis();
  }

  /** Opens the store twice and looks; it must also take another sample. */
  void verify(String where, Platform platform, Storage storage, StoreOptions options)
      throws IOException {
    Map<Place, Double> first;
    try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      first = read(store);
      check(where, first);
      assertThat(store.verify().problems()).as("%s: sound", where).isEmpty();
      commit(store, newest + 1_000_000, 7);
    }
    try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      check(where + ", opened again", read(store));
    }
  }

  /** Looks without opening it for use. */
  void verifyAtRest(String where, Platform platform, Storage storage) throws IOException {
    assertThat(TimeSeriesStore.verify(platform, storage).problems())
        .as("%s: sound", where)
        .isEmpty();
  }

  static Map<Place, Double> read(TimeSeriesStore store) {
    return read(store, SeriesQuery.of());
  }

  static Map<Place, Double> read(TimeSeriesStore store, SeriesQuery query) {
    Map<Place, Double> found = new HashMap<>();
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(query)) {
      for (int i = 0; i < set.size(); i++) {
        set.read(i, columns);
        for (int at = 0; at < columns.size(); at++) {
          Place place = new Place(set.labels(i), columns.times()[at]);
          assertThat(found.put(place, columns.values()[at])).as("%s is there once", place).isNull();
        }
      }
    }
    return found;
  }

  synchronized void check(String where, Map<Place, Double> found) {
    for (Place place : acknowledged) {
      if (!mayBeGone(place) && !doomed.contains(place)) {
        assertThat(found).as("%s: nothing acknowledged is lost", where).containsKey(place);
      }
    }
    checkNothingInvented(where, found);
  }

  synchronized void checkNothingInvented(String where, Map<Place, Double> found) {
    found.forEach(
        (place, value) -> {
          assertThat(value)
              .as("%s: %s is what was given, or nothing", where, place)
              .isEqualTo(submitted.get(place));
          assertThat(refused).as("%s: nothing refused comes back", where).doesNotContain(place);
          assertThat(deleted).as("%s: nothing deleted comes back", where).doesNotContain(place);
        });
  }
}
