package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A time as leases and events have it: always with six digits behind the second. The API server
 * refuses any other number of digits, so this is no {@link Instant}.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#MicroTime">MicroTime</a>
 * @param instant the time, cut to microseconds
 */
public record MicroTime(Instant instant) {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

  /**
   * Cuts the time to microseconds.
   *
   * @param instant the time
   */
  public MicroTime {
    instant = instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Parses a time.
   *
   * @param text RFC 3339, with any number of digits
   * @return the time
   * @throws IllegalArgumentException if it is no time
   */
  @JsonCreator
  public static MicroTime parse(String text) {
    try {
      return new MicroTime(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "Not a time: \"" + text + "\". Write it like \"2026-01-31T23:59:59.500000Z\".", e);
    }
  }

  /** Returns the time with six digits. */
  @Override
  @JsonValue
  public String toString() {
    return FORMAT.format(instant);
  }
}
