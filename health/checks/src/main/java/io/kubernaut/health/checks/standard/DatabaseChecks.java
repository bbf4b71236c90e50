package io.kubernaut.health.checks.standard;

import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Checks of databases: whether they answer, and whether the pool before them has room. */
public final class DatabaseChecks {

  private static final double MOST_USE = 0.8;
  private static final double MOST_WAIT_MILLIS = 100;
  private static final double MOST_FAILURES = 0.05;
  private static final double HEALTHY = 0.7;

  private DatabaseChecks() {}

  /**
   * Returns a check that takes a connection and asks the driver whether it is valid.
   *
   * @param name what the check is called
   * @param source any source of connections, pooled or not
   * @return the check
   */
  public static HealthCheck jdbc(String name, DataSource source) {
    return HealthCheck.named(name, () -> ask(source)).description("A valid database connection");
  }

  private static Outcome ask(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(1)
          ? Outcome.up()
          : Outcome.down("the connection is not valid: the database does not answer");
    }
  }

  /**
   * How a pool of connections is used.
   *
   * @param active connections in use
   * @param limit how many there may be; positive
   * @param waited how long it takes to get one, at the 95th percentile or the like
   * @param attempts how often one was asked for, since the start
   * @param failures how often none was got, since the start
   */
  public record PoolUse(int active, int limit, Duration waited, long attempts, long failures) {}

  /**
   * Returns a check of a pool of connections. Its score is 100 % less a penalty for each limit that
   * is exceeded: up to 40 % for use from 80 to 100 %, up to 30 % for a wait from 100 to 200 ms, up
   * to 30 % for failures from 5 to 10 % of the attempts since the last look. With any penalty it is
   * degraded; at 70 % or less it is down.
   *
   * @param name what the check is called
   * @param use says how the pool is used
   * @return the check
   */
  public static HealthCheck pool(String name, Supplier<PoolUse> use) {
    AtomicReference<PoolUse> before = new AtomicReference<>();
    return HealthCheck.named(
            name,
            () -> {
              PoolUse now = use.get();
              PoolUse last = before.getAndSet(now);
              return judged(now, last == null ? 0 : failures(now, last));
            })
        .description("Use, wait and failures of a connection pool");
  }

  private static double failures(PoolUse now, PoolUse last) {
    long attempts = now.attempts() - last.attempts();
    return attempts <= 0 ? 0 : (now.failures() - last.failures()) / (double) attempts;
  }

  private static Outcome judged(PoolUse now, double failures) {
    double use = now.active() / (double) Math.max(1, now.limit());
    List<String> problems = new ArrayList<>();
    double penalty = 0.4 * excess(use, MOST_USE, 1 - MOST_USE);
    note(problems, use > MOST_USE, "%.0f %% in use", 100 * use);
    double wait = now.waited().toNanos() / 1e6;
    penalty += 0.3 * excess(wait, MOST_WAIT_MILLIS, MOST_WAIT_MILLIS);
    note(problems, wait > MOST_WAIT_MILLIS, "%.0f ms of waiting", wait);
    penalty += 0.3 * excess(failures, MOST_FAILURES, MOST_FAILURES);
    note(problems, failures > MOST_FAILURES, "%.0f %% of attempts fail", 100 * failures);
    double score = 1 - penalty;
    String message = String.join(", ", problems);
    Outcome outcome =
        problems.isEmpty()
            ? Outcome.up()
            : score > HEALTHY ? Outcome.degraded(message) : Outcome.down(message);
    return outcome
        .score((int) Math.round(100 * score))
        .observed(Measurement.of(use, "ratio").below(MOST_USE))
        .with("active", now.active() + " of " + now.limit());
  }

  private static void note(List<String> problems, boolean exceeded, String text, double value) {
    if (exceeded) {
      problems.add(String.format(java.util.Locale.ROOT, text, value));
    }
  }

  /** From 0 at the limit to 1 at the limit and a range more. */
  private static double excess(double value, double limit, double range) {
    return Math.max(0, Math.min(1, (value - limit) / range));
  }
}
