package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Parameters;
import io.kubernaut.core.http.Request;
import io.kubernaut.metrics.query.syntax.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A request's parameters as Prometheus reads them: those of the form before those of the query, and
 * an empty one counts as absent.
 */
final class ApiRequest {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final String EARLIEST = "-292273086-05-16T16:47:06Z";
  private static final String LATEST = "292277025-08-18T07:12:54.999999999Z";

  /** Beyond, sums of times and durations could overflow. */
  private static final double MOST_MILLIS = 1e16;

  private final Request request;
  private final Parameters form;
  private final Parameters query;

  ApiRequest(Request request) {
    this.request = request;
    this.form = request.form();
    this.query = request.query();
  }

  Request request() {
    return request;
  }

  List<String> all(String name) {
    List<String> all = new ArrayList<>(form.all(name));
    all.addAll(query.all(name));
    return all;
  }

  Optional<String> text(String name) {
    return form.first(name).or(() -> query.first(name)).filter(text -> !text.isEmpty());
  }

  /** Returns a time in milliseconds since 1970. */
  Optional<Long> time(String name) {
    return text(name)
        .map(text -> time(name, text, "Invalid time value for '%s': ".formatted(name)));
  }

  /** Returns a time that has others around it: neither the first nor the last there is. */
  long requiredTime(String name) {
    String text = text(name).orElse("");
    if (text.equals(EARLIEST) || text.equals(LATEST)) {
      throw ApiException.badParameter(name, "must not be the begin or the end of time");
    }
    return time(name, text, "");
  }

  private static long time(String name, String text, String before) {
    OptionalDouble seconds = number(text);
    if (seconds.isPresent()) {
      double millis = Math.rint(seconds.getAsDouble() * 1000);
      if (Math.abs(millis) <= MOST_MILLIS) {
        return (long) millis;
      }
    } else if (text.equals(EARLIEST)) {
      return Long.MIN_VALUE;
    } else if (text.equals(LATEST)) {
      return Long.MAX_VALUE;
    } else {
      Optional<Long> millis = millis(text).filter(time -> Math.abs(time) <= MOST_MILLIS);
      if (millis.isPresent()) {
        return millis.get();
      }
    }
    throw ApiException.badParameter(
        name, before + "cannot parse \"%s\" to a valid timestamp".formatted(text));
  }

  private static OptionalDouble number(String text) {
    return text.length() <= 64 && NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  private static Optional<Long> millis(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException none) {
      return Optional.empty();
    }
  }

  /** Returns a duration, given in seconds or as in a query. */
  Optional<Duration> duration(String name) {
    return text(name).map(text -> duration(name, text));
  }

  Duration requiredDuration(String name) {
    return duration(name).orElseGet(() -> duration(name, ""));
  }

  private static Duration duration(String name, String text) {
    OptionalDouble seconds = number(text);
    if (seconds.isPresent()) {
      double nanos = seconds.getAsDouble() * 1e9;
      if (Math.abs(nanos) >= Long.MAX_VALUE) {
        throw ApiException.badParameter(
            name, "cannot parse \"%s\" to a valid duration. It overflows int64".formatted(text));
      }
      return Duration.ofNanos((long) nanos);
    }
    try {
      return Duration.ofMillis(Durations.parseMillis(text));
    } catch (IllegalArgumentException none) {
      throw ApiException.badParameter(
          name, "cannot parse \"%s\" to a valid duration".formatted(text));
    }
  }

  /** Returns the most elements to answer with; {@link Integer#MAX_VALUE} if that is not limited. */
  int limit(String name) {
    int limit = whole(name).orElse(0);
    return limit == 0 ? Integer.MAX_VALUE : limit;
  }

  private Optional<Integer> whole(String name) {
    return text(name)
        .map(
            text -> {
              int number = wholeNumber(name, text);
              if (number < 0) {
                throw ApiException.badParameter(name, name + " must be non-negative");
              }
              return number;
            });
  }

  private static int wholeNumber(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      throw ApiException.badParameter(
          name, "cannot parse \"%s\" to a whole number".formatted(text));
    }
  }
}
