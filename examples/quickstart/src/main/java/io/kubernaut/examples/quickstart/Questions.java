package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.metrics.query.QueryResult;
import io.kubernaut.metrics.query.QueryValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Questions about what the service remembers, in PromQL. */
final class Questions {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Kubernaut kubernaut;

  Questions(Kubernaut kubernaut) {
    this.kubernaut = kubernaut;
  }

  private Instant now() {
    return kubernaut.platform().wallClock().instant();
  }

  /** The second code of the README: what stands between the marks is what stands there. */
  QueryResult placedByItem() {
    Instant now = now();
    // README
    String placed = "sum by (item) (rate(orders_placed_total[1m]))";
    QueryResult current = kubernaut.query().query(placed).at(now).run();
    QueryResult lastHour =
        kubernaut.query().query(placed).between(now.minus(Duration.ofHours(1)), now, MINUTE).run();
    // README
    return current.value() instanceof QueryValue.Vector ? lastHour : current;
  }

  /** What is remembered of all runs of the last day. */
  String remembered() {
    return String.format(
        Locale.ROOT,
        "history in %s: %.0f s of the last day, %.0f orders placed",
        kubernaut.store().place().orElse("no place"),
        number("sum(count_over_time(up[1d]))"),
        number("sum(increase(orders_placed_total[1d]))"));
  }

  private double number(String query) {
    QueryValue value = kubernaut.query().query(query).at(now()).run().value();
    return value instanceof QueryValue.Vector vector && !vector.series().isEmpty()
        ? vector.series().get(0).value(0)
        : 0;
  }
}
