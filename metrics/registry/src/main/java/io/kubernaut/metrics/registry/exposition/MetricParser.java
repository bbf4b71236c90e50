package io.kubernaut.metrics.registry.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads expositions. Strictly, as OpenMetrics 1.0 has it: metadata before samples and once,
 * families in one piece, names, units, suffixes and values by type, {@code # EOF} at the end. Or
 * leniently, as Prometheus scrapes: also the text format 0.0.4, with comments, blank lines and any
 * order.
 *
 * <p>One parser reads one text. Not safe for several threads. The text is in memory, so its size is
 * the caller's to limit.
 */
public final class MetricParser {
  private static final Map<MetricType, List<String>> SUFFIXES =
      Map.of(
          MetricType.COUNTER, List.of("_total", "_created"),
          MetricType.SUMMARY, List.of("", "_count", "_sum", "_created"),
          MetricType.HISTOGRAM, List.of("_count", "_sum", "_bucket", "_created"),
          MetricType.GAUGE_HISTOGRAM, List.of("_gcount", "_gsum", "_bucket"),
          MetricType.INFO, List.of("_info"));

  private static final Map<String, MetricType> TYPES =
      Map.of(
          "counter", MetricType.COUNTER,
          "gauge", MetricType.GAUGE,
          "histogram", MetricType.HISTOGRAM,
          "gaugehistogram", MetricType.GAUGE_HISTOGRAM,
          "summary", MetricType.SUMMARY,
          "info", MetricType.INFO,
          "stateset", MetricType.STATE_SET,
          "unknown", MetricType.UNKNOWN);

  private final boolean strict;
  private final List<ParsedFamily> families = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private int line;
  private @Nullable FamilyRules open;

  private MetricParser(boolean strict) {
    this.strict = strict;
  }

  /**
   * Reads an OpenMetrics text and refuses everything that the specification does not allow.
   *
   * @param text UTF-8
   * @return the families in the order of the text
   * @throws ParseException naming line, column and rule
   */
  public static List<ParsedFamily> parseStrictly(byte[] text) {
    return new MetricParser(true).parse(decoded(text));
  }

  /**
   * Reads what a scrape brought, OpenMetrics or the Prometheus text format.
   *
   * @param text UTF-8
   * @return the families in the order of the text
   * @throws ParseException naming line, column and rule
   */
  public static List<ParsedFamily> parseLeniently(byte[] text) {
    return new MetricParser(false).parse(decoded(text));
  }

  private static String decoded(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw new ParseException(1, 1, "The text is not UTF-8.");
    }
  }

  private List<ParsedFamily> parse(String text) {
    boolean ended = false;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      line++;
      if (ended) {
        throw wrong("Text follows # EOF. Nothing may.");
      }
      ended = take(text.substring(start, end));
      start = end + 1;
    }
    close();
    if (strict && !ended) {
      throw wrong("The text does not end with # EOF. It may have been cut off.");
    }
    return families;
  }

  private ParseException wrong(String rule) {
    return new ParseException(Math.max(1, line), 1, rule);
  }

  /** Takes a line and says whether it was the last. */
  private boolean take(String text) {
    if (text.equals("# EOF")) {
      return true;
    }
    if (text.startsWith("#")) {
      comment(text);
    } else if (!text.isBlank()) {
      sample(text);
    } else if (strict) {
      throw wrong("The line is blank. Leave it out.");
    }
    return false;
  }

  private void comment(String text) {
    String[] parts = text.split(strict ? " " : "[ \t]+", 4);
    boolean known =
        parts.length > 1
            && (parts[1].equals("HELP") || parts[1].equals("TYPE") || parts[1].equals("UNIT"));
    if (!strict && !known) {
      return;
    }
    boolean complete = parts.length == 4 && parts[0].equals("#") && LineReader.isName(parts[2]);
    if (known && complete) {
      metadata(parts[1], parts[2], parts[3]);
    } else if (strict) {
      throw wrong("\"" + text + "\" is neither # HELP, # TYPE, # UNIT with a name, nor # EOF.");
    }
  }

  private void metadata(String kind, String name, String value) {
    String family = strict ? name : withoutTotal(kind, name, value);
    FamilyRules rules = open;
    if (rules == null || !rules.name().equals(family)) {
      close();
      rules = new FamilyRules(family, strict);
      open = rules;
    }
    switch (kind) {
      case "HELP" -> rules.help(unescaped(value), line);
      case "TYPE" -> rules.type(type(value), line);
      default -> rules.unit(value, line);
    }
  }

  /** The Prometheus text names a counter's family with its suffix. */
  private static String withoutTotal(String kind, String name, String value) {
    boolean counter = kind.equals("TYPE") && value.strip().equals("counter");
    return counter && name.endsWith("_total")
        ? name.substring(0, name.length() - "_total".length())
        : name;
  }

  private MetricType type(String word) {
    MetricType type = TYPES.get(strict ? word : word.strip().toLowerCase(Locale.ROOT));
    if (type == null && !strict && word.strip().equals("untyped")) {
      return MetricType.UNKNOWN;
    }
    if (type == null) {
      throw wrong("\"" + word + "\" is not a metric type. Types are " + TYPES.keySet() + ".");
    }
    return type;
  }

  private static String unescaped(String text) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        LineReader.unescape(text.charAt(++i), value);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private void sample(String text) {
    ParsedSample sample = new LineReader(text, line, strict).sample();
    FamilyRules rules = open;
    if (rules == null || !suffixes(rules.type()).contains(suffix(rules, sample))) {
      close();
      rules = new FamilyRules(sample.name(), strict);
      open = rules;
    }
    rules.add(sample, line);
  }

  private static String suffix(FamilyRules rules, ParsedSample sample) {
    return sample.name().startsWith(rules.name())
        ? sample.name().substring(rules.name().length())
        : "no part of it";
  }

  private static List<String> suffixes(MetricType type) {
    return SUFFIXES.getOrDefault(type, List.of(""));
  }

  private void close() {
    FamilyRules rules = open;
    open = null;
    if (rules == null) {
      return;
    }
    ParsedFamily family = rules.complete(line);
    if (strict) {
      claimNames(family.metadata());
    }
    families.add(family);
  }

  private void claimNames(MetricMetadata metadata) {
    Set<String> names = new HashSet<>();
    names.add(metadata.name());
    suffixes(metadata.type()).forEach(suffix -> names.add(metadata.name() + suffix));
    for (String name : names) {
      if (!taken.add(name)) {
        throw wrong(
            "The name \""
                + name
                + "\" belongs to an earlier family. Write each family in one piece.");
      }
    }
  }
}
