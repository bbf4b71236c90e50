package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads and writes points in time as RFC 3339 does, of the years 0 to 9999. The form that everybody
 * writes, in UTC and with up to nine decimals, is handled digit by digit: the JDK's formatter takes
 * longer for it than for all the rest of a document.
 */
final class InstantText {

  private static final int SECONDS_END = 19;

  private InstantText() {}

  static Instant parse(String text) {
    if (!isPlain(text)) {
      Formats.requireInstant(text);
      return OffsetDateTime.parse(text).toInstant();
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, SECONDS_END),
            nanos(text))
        .toInstant(ZoneOffset.UTC);
  }

  // 2026-01-31T23:59:59Z or 2026-01-31T23:59:59.123456789Z
  private static boolean isPlain(String text) {
    int end = text.length() - 1;
    return end >= SECONDS_END
        && end <= SECONDS_END + 10
        && text.charAt(end) == 'Z'
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && (end == SECONDS_END || (text.charAt(SECONDS_END) == '.' && end > SECONDS_END + 1));
  }

  private static int nanos(String text) {
    int end = text.length() - 1;
    if (end == SECONDS_END) {
      return 0;
    }
    int nanos = number(text, SECONDS_END + 1, end);
    for (int digits = end - SECONDS_END - 1; digits < 9; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a digit at " + i);
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** Writes seconds, and as many groups of three decimals as there are. */
  static String format(Instant instant) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    int nanos = instant.getNano();
    int decimals = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    char[] text = new char[SECONDS_END + (decimals == 0 ? 1 : decimals + 2)];
    digits(text, 0, 4, time.getYear());
    text[4] = '-';
    digits(text, 5, 7, time.getMonthValue());
    text[7] = '-';
    digits(text, 8, 10, time.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 13, time.getHour());
    text[13] = ':';
    digits(text, 14, 16, time.getMinute());
    text[16] = ':';
    digits(text, 17, SECONDS_END, time.getSecond());
    if (decimals > 0) {
      text[SECONDS_END] = '.';
      int shown = decimals == 3 ? nanos / 1_000_000 : decimals == 6 ? nanos / 1_000 : nanos;
      digits(text, SECONDS_END + 1, SECONDS_END + 1 + decimals, shown);
    }
    text[text.length - 1] = 'Z';
    return new String(text);
  }

  private static void digits(char[] text, int from, int to, int number) {
    int rest = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  static boolean isWritable(Instant instant) {
    return instant.getEpochSecond() >= -62_167_219_200L
        && instant.getEpochSecond() < 253_402_300_800L;
  }

  /** Writes points in time. */
  static final class Writer extends StdScalarSerializer<Instant> {

    private static final long serialVersionUID = 1L;

    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      if (!isWritable(instant)) {
        throw JsonMappingException.from(
            to, "The time " + instant + " is not within the years 0 to 9999");
      }
      to.writeString(format(instant));
    }
  }
}
