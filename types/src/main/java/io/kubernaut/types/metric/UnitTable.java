package io.kubernaut.types.metric;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The units that are known, by their codes. */
final class UnitTable {

  private static final Pattern ANNOTATION = Pattern.compile("\\{[!-z|~]{1,61}}");

  /** What a unit measures, how many of the base unit it is, and its word in OpenMetrics. */
  record Entry(String dimension, BigDecimal factor, String word) {}

  static final Map<String, Entry> ALL = Collections.unmodifiableMap(table());

  private UnitTable() {}

  private static Map<String, Entry> table() {
    Map<String, Entry> table = new LinkedHashMap<>();
    add(table, "one", "1 1 ratio", "% 0.01 percent");
    add(
        table,
        "time",
        "s 1 seconds",
        "ms 0.001 milliseconds",
        "us 0.000001 microseconds",
        "ns 0.000000001 nanoseconds",
        "min 60 minutes",
        "h 3600 hours",
        "d 86400 days");
    add(
        table,
        "information",
        "By 1 bytes",
        "kBy 1000 kilobytes",
        "MBy 1000000 megabytes",
        "GBy 1000000000 gigabytes",
        "TBy 1000000000000 terabytes",
        "KiBy 1024 kibibytes",
        "MiBy 1048576 mebibytes",
        "GiBy 1073741824 gibibytes",
        "TiBy 1099511627776 tebibytes");
    add(table, "temperature", "Cel 1 celsius");
    add(table, "length", "m 1 meters");
    add(table, "mass", "g 1 grams");
    add(table, "energy", "J 1 joules");
    add(table, "power", "W 1 watts");
    add(table, "voltage", "V 1 volts");
    add(table, "current", "A 1 amperes");
    add(table, "frequency", "Hz 1 hertz");
    return table;
  }

  private static void add(Map<String, Entry> table, String dimension, String... units) {
    for (String unit : units) {
      List<String> parts = List.of(unit.split(" ", 3));
      table.put(parts.get(0), new Entry(dimension, new BigDecimal(parts.get(1)), parts.get(2)));
    }
  }

  /** Finds a unit; an annotation in braces is one, too. */
  static @Nullable Entry find(String code) {
    Entry known = ALL.get(code);
    return known == null && ANNOTATION.matcher(code).matches()
        ? new Entry("one", BigDecimal.ONE, "")
        : known;
  }
}
