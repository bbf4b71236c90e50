package io.kubernaut.health.checks.history;

import io.kubernaut.core.runtime.EventStream;
import io.kubernaut.health.checks.CheckState;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthEvent;
import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Foresees breaches of all checks that measure something with a limit ({@link
 * Measurement#below(double)}), tells the event stream once for each, and says how good that was.
 * Safe for any thread.
 */
public final class Forecasts {

  private final EventStream events;
  private final Map<String, Watched> watched = new HashMap<>();
  private Foresight.Quality past = new Foresight.Quality(0, 0, 0);

  private Forecasts(EventStream events) {
    this.events = events;
  }

  /** One measurement. */
  private static final class Watched {

    private final double limit;
    private final Foresight foresight;
    private @Nullable Instant latest;

    Watched(double limit, boolean rising) {
      this.limit = limit;
      this.foresight = Foresight.of(limit, rising);
    }
  }

  /**
   * Begins to watch.
   *
   * @param health whose checks
   * @param events where a {@link HealthEvent.BreachForeseen} is told
   * @return the forecasts
   */
  public static Forecasts of(Health health, EventStream events) {
    Forecasts forecasts = new Forecasts(events);
    health.onReport(forecasts::take);
    return forecasts;
  }

  private synchronized void take(Report report) {
    for (CheckState state : report.checks().values()) {
      Instant time = state.time();
      Measurement measured = state.outcome().measurement().orElse(null);
      if (time != null && measured != null && measured.limit() != null) {
        take(state, time, measured, measured.limit());
      }
    }
    watched
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = report.find(entry.getKey()).isEmpty();
              past = gone ? past.plus(entry.getValue().foresight.quality()) : past;
              return gone;
            });
  }

  private void take(CheckState state, Instant time, Measurement measured, double limit) {
    Watched one = watched.get(state.name());
    if (one == null || one.limit != limit) {
      past = one == null ? past : past.plus(one.foresight.quality());
      one = new Watched(limit, measured.rising());
      watched.put(state.name(), one);
    }
    if (!time.equals(one.latest)) {
      one.latest = time;
      if (one.foresight.take(time, measured.value())) {
        tell(state, time, measured, one.foresight);
      }
    }
  }

  private void tell(CheckState state, Instant now, Measurement measured, Foresight foresight) {
    foresight
        .breach()
        .ifPresent(
            breach ->
                events.publish(
                    new HealthEvent.BreachForeseen(
                        now, state.name(), breach.best(), message(now, measured, breach))));
  }

  private static String message(Instant now, Measurement measured, Trend.Breach breach) {
    String latest =
        breach.latest().equals(Instant.MAX) ? "or never" : minutes(now, breach.latest());
    return "%s: reaches its limit in %s (80 %% interval %s to %s)"
        .formatted(measured, minutes(now, breach.best()), minutes(now, breach.earliest()), latest);
  }

  private static String minutes(Instant now, Instant then) {
    return Math.round(Duration.between(now, then).toSeconds() / 60.0) + " min";
  }

  /**
   * Returns what is foreseen.
   *
   * @return breaches by the name of the check
   */
  public synchronized Map<String, Trend.Breach> breaches() {
    Map<String, Trend.Breach> all = new LinkedHashMap<>();
    watched.forEach(
        (name, one) -> {
          if (one.foresight.isWarning()) {
            one.foresight.breach().ifPresent(breach -> all.put(name, breach));
          }
        });
    return all;
  }

  /**
   * Returns how good the forecasts were, of all checks.
   *
   * @return counts since the begin
   */
  public synchronized Foresight.Quality quality() {
    return watched.values().stream()
        .map(one -> one.foresight.quality())
        .reduce(past, Foresight.Quality::plus);
  }
}
