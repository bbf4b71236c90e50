package io.kubernaut.health.checks.history;

import io.kubernaut.health.checks.CheckState;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.Report;
import io.kubernaut.health.checks.history.StatusTimeline.Change;
import io.kubernaut.health.checks.internal.StatusNumber;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.metrics.store.SeriesSource;
import io.kubernaut.types.health.HealthStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of all checks, and of the service as a whole: in memory, the latest 500 changes each;
 * and in a store of series, if there is one, where it outlives the process.
 *
 * <p>In the store a status is a sample of {@code kubernaut_health_history} with the labels {@code
 * service} and {@code check} (empty for the whole): 0 UP, 1 DEGRADED, 2 UNKNOWN, 3 DOWN, written at
 * each change, and each minute that nothing changes. Where samples are further apart than three
 * minutes nobody was there to look, and the time between is unknown. What a sink refuses, or fails
 * to write, is tried again with the next report.
 *
 * <p>Safe for any thread. The thread that tells of reports writes to the store, and waits for it;
 * whoever reads what is in memory does not.
 */
public final class HealthHistory {

  /** The metric in the store. */
  public static final String METRIC = "kubernaut_health_history";

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final int MOST_CHANGES = 500;
  private static final long REPEAT_MILLIS = 60_000;
  private static final long GAP_MILLIS = 180_000;
  private static final String WHOLE = "";

  private final Optional<SeriesSink> sink;
  private final Map<String, Deque<Change>> changes = new HashMap<>();

  // Guarded by its own lock, so that nobody who reads waits for a sink.
  private final Object writing = new Object();
  private final Map<String, Written> written = new HashMap<>();
  private boolean failed;

  /** What was written last of a check. */
  private record Written(HealthStatus status, long millis) {}

  private HealthHistory(Optional<SeriesSink> sink) {
    this.sink = sink;
  }

  /**
   * Keeps the history in memory from now on.
   *
   * @param health what is remembered
   * @return the history
   */
  public static HealthHistory of(Health health) {
    return follow(health, new HealthHistory(Optional.empty()));
  }

  /**
   * Keeps the history in memory and in a store from now on.
   *
   * @param health what is remembered
   * @param sink where it is written to
   * @return the history
   */
  public static HealthHistory of(Health health, SeriesSink sink) {
    return follow(health, new HealthHistory(Optional.of(sink)));
  }

  private static HealthHistory follow(Health health, HealthHistory history) {
    history.take(health.report());
    health.onReport(history::take);
    return history;
  }

  private void take(Report report) {
    synchronized (writing) {
      Map<String, HealthStatus> latest = remember(report);
      written.keySet().retainAll(latest.keySet());
      sink.ifPresent(target -> write(target, report, latest));
    }
  }

  private synchronized Map<String, HealthStatus> remember(Report report) {
    changes.keySet().removeIf(name -> !name.equals(WHOLE) && report.find(name).isEmpty());
    note(WHOLE, new Change(report.time(), report.status()));
    for (CheckState state : report.checks().values()) {
      note(state.name(), new Change(state.since(), state.status()));
    }
    Map<String, HealthStatus> latest = new HashMap<>();
    changes.forEach((name, known) -> latest.put(name, known.getLast().status()));
    return latest;
  }

  private void note(String name, Change change) {
    Deque<Change> known = changes.computeIfAbsent(name, ignored -> new ArrayDeque<>());
    Change last = known.peekLast();
    if (last == null || last.status() != change.status()) {
      boolean inOrder = last == null || !change.time().isBefore(last.time());
      known.addLast(inOrder ? change : new Change(last.time(), change.status()));
      if (known.size() > MOST_CHANGES) {
        known.removeFirst();
      }
    }
  }

  // Store

  private void write(SeriesSink target, Report report, Map<String, HealthStatus> latest) {
    long now = report.time().toEpochMilli();
    try (Appender batch = target.appender()) {
      Map<String, Written> next = new HashMap<>();
      latest.forEach(
          (name, status) -> {
            if (isDue(name, status, now)) {
              next.put(name, new Written(status, now));
            }
          });
      int due = next.size();
      next.entrySet().removeIf(one -> !isStored(batch, report, one.getKey(), one.getValue()));
      batch.commit();
      written.putAll(next);
      tellRefused(due - next.size());
    } catch (IOException | RuntimeException refused) {
      if (!failed) {
        LOG.warn("Health history could not be written; it is tried again", refused);
        failed = true;
      }
    }
  }

  private boolean isDue(String name, HealthStatus status, long now) {
    Written before = written.get(name);
    return before == null || before.status() != status || now - before.millis() >= REPEAT_MILLIS;
  }

  private static boolean isStored(Appender batch, Report report, String name, Written sample) {
    long series = batch.series(labels(report.service(), name));
    double value = StatusNumber.of(sample.status());
    return batch.append(series, sample.millis(), value, SampleColumns.NO_START).stored();
  }

  private void tellRefused(int samples) {
    if (samples > 0 && !failed) {
      LOG.warn("{} samples of health history were refused; they are tried again", samples);
    }
    failed = samples > 0;
  }

  private static Labels labels(String service, String check) {
    return check.isEmpty()
        ? Labels.of("__name__", METRIC, "service", service)
        : Labels.of("__name__", METRIC, "check", check, "service", service);
  }

  /**
   * Reads the history of one thing from a store.
   *
   * @param source the store
   * @param service the name of the service
   * @param check the name of the check; empty for the service as a whole
   * @param from the first moment
   * @param to the last moment
   * @return the timeline
   */
  public static StatusTimeline read(
      SeriesSource source, String service, String check, Instant from, Instant to) {
    SeriesQuery query =
        SeriesQuery.of(
            List.of(
                LabelMatcher.equal(Labels.NAME, METRIC),
                LabelMatcher.equal("service", service),
                LabelMatcher.equal("check", check)),
            from.toEpochMilli() - GAP_MILLIS,
            to.toEpochMilli());
    SampleColumns samples = new SampleColumns();
    try (SeriesSet set = source.select(query)) {
      if (set.size() > 0) {
        set.read(0, samples);
      }
    }
    return timeline(samples, to.toEpochMilli());
  }

  private static StatusTimeline timeline(SampleColumns samples, long end) {
    List<Change> found = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      long time = samples.times()[i];
      found.add(new Change(Instant.ofEpochMilli(time), StatusNumber.status(samples.values()[i])));
      long next = i + 1 < samples.size() ? samples.times()[i + 1] : end;
      if (next - time > GAP_MILLIS) {
        found.add(new Change(Instant.ofEpochMilli(time + GAP_MILLIS), HealthStatus.UNKNOWN));
      }
    }
    return new StatusTimeline(found);
  }

  // Memory

  /**
   * Returns the history of the service as a whole.
   *
   * @return the latest changes
   */
  public StatusTimeline service() {
    return timeline(WHOLE);
  }

  /**
   * Returns the history of one check.
   *
   * @param check its name
   * @return the latest changes; none if there is no such check
   */
  public synchronized StatusTimeline timeline(String check) {
    return new StatusTimeline(List.copyOf(changes.getOrDefault(check, new ArrayDeque<>())));
  }

  /**
   * Returns how available the service was, by what is in memory.
   *
   * @param window how far back from the present
   * @param now the present
   * @return the availability, without maintenance
   */
  public Availability availability(Duration window, Instant now) {
    return Availability.of(service(), now.minus(window), now, List.of());
  }
}
