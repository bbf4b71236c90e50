package io.kubernaut.metrics.query.http;

import io.kubernaut.metrics.query.QueryException;

/** What went wrong, in Prometheus' words, and the status that goes with it. */
enum ErrorType {
  BAD_DATA("bad_data", 400),
  EXECUTION("execution", 422),
  TIMEOUT("timeout", 503),
  CANCELED("canceled", 499),
  UNAVAILABLE("unavailable", 503),
  INTERNAL("internal", 500);

  private final String symbol;
  private final int status;

  ErrorType(String symbol, int status) {
    this.symbol = symbol;
    this.status = status;
  }

  String symbol() {
    return symbol;
  }

  int status() {
    return status;
  }

  static ErrorType of(QueryException.Kind kind) {
    return valueOf(kind.name());
  }
}
