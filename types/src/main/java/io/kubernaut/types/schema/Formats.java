package io.kubernaut.types.schema;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The formats of JSON Schema that are checked, each with an example; others are let pass. */
final class Formats {

  private static final Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)");
  private static final Pattern TIME =
      Pattern.compile("(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}\\z)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!\\z)|\\z)){4}");
  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*)*");
  // What may stand in an IRI and not in a URI: everything beyond ASCII, and no space.
  private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]");

  /** A check that throws what it likes, and what a right text looks like. */
  private record Format(Consumer<String> check, String example) {}

  private static final Map<String, Format> FORMATS =
      Map.ofEntries(
          Map.entry("date-time", new Format(Formats::instant, "2026-01-31T23:59:59.5Z")),
          Map.entry("date", new Format(Formats::date, "2026-01-31")),
          Map.entry("time", new Format(text -> require(TIME, text), "23:59:59Z")),
          Map.entry("duration", new Format(Formats::duration, "PT1M30S")),
          Map.entry(
              "uuid",
              new Format(text -> require(UUID, text), "0190a5c0-7b1e-7000-8000-000000000000")),
          Map.entry("email", new Format(text -> require(EMAIL, text), "team@example.com")),
          Map.entry("idn-email", new Format(text -> require(EMAIL, text), "team@example.com")),
          Map.entry("hostname", new Format(text -> require(HOST, text), "www.example.com")),
          Map.entry("ipv4", new Format(text -> require(IPV4, text), "192.0.2.1")),
          Map.entry("json-pointer", new Format(text -> require(POINTER, text), "/metadata/name")),
          Map.entry("regex", new Format(EcmaPattern::compile, "^[a-z]+$")),
          Map.entry("uri", new Format(text -> uri(text, true), "https://example.com/path")),
          Map.entry(
              "uri-reference", new Format(text -> uri(text, false), "https://example.com/path")),
          Map.entry("iri", new Format(text -> iri(text, true), "https://example.com/path")),
          Map.entry(
              "iri-reference", new Format(text -> iri(text, false), "https://example.com/path")));

  private Formats() {}

  static void check(String name, String text, Violations found) {
    Format format = FORMATS.get(name);
    if (format == null) {
      return;
    }
    try {
      format.check().accept(text);
    } catch (RuntimeException ignored) {
      // The message of the parser says less than an example.
      found.add("", text, "must be written like \"" + format.example() + "\"", "Rewrite it.");
    }
  }

  private static void instant(String text) {
    requireInstant(text);
    OffsetDateTime.parse(text);
  }

  /** Refuses what RFC 3339 does not know, such as a time without seconds. */
  static void requireInstant(String text) {
    if (!INSTANT.matcher(text).matches()) {
      throw new DateTimeException(text);
    }
  }

  private static void date(String text) {
    require(DATE, text);
    LocalDate.parse(text);
  }

  private static void duration(String text) {
    // Years, months and weeks are durations to RFC 3339, and none to Java.
    if (!text.matches("P(?!\\z)(?:\\d+W|(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?=\\d).*)?)")) {
      Duration.parse(text);
    }
  }

  private static void uri(String text, boolean isAbsolute) {
    if (BEYOND_ASCII.matcher(text).find()) {
      throw new IllegalArgumentException(text);
    }
    iri(text, isAbsolute);
  }

  private static void iri(String text, boolean isAbsolute) {
    if (!URI.create(text).isAbsolute() && isAbsolute) {
      throw new IllegalArgumentException(text);
    }
  }

  private static void require(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
  }
}
