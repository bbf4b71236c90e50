package io.kubernaut.metrics.registry.exposition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects one family and, when strict, holds it to the rules of its type as its lines come. */
final class FamilyRules {
  private static final Set<String> COUNTS =
      Set.of("_total", "_sum", "_count", "_bucket", "_gcount", "_gsum");

  private final String name;
  private final boolean strict;
  private final List<ParsedSample> samples = new ArrayList<>();
  private final Set<Map<String, String>> groups = new HashSet<>();
  private final HistogramRules histogram = new HistogramRules();
  private @Nullable MetricType type;
  private @Nullable String help;
  private @Nullable String unit;
  private @Nullable Map<String, String> group;
  private @Nullable BigDecimal groupTime;

  FamilyRules(String name, boolean strict) {
    this.name = name;
    this.strict = strict;
  }

  String name() {
    return name;
  }

  MetricType type() {
    return type == null ? MetricType.UNKNOWN : type;
  }

  void help(String text, int line) {
    once("HELP", help, line);
    help = text;
  }

  void type(MetricType given, int line) {
    once("TYPE", type, line);
    type = given;
  }

  void unit(String text, int line) {
    once("UNIT", unit, line);
    unit = text;
  }

  private void once(String kind, @Nullable Object before, int line) {
    require(before == null, line, "# " + kind + " of \"" + name + "\" comes twice.");
    require(samples.isEmpty(), line, "# " + kind + " comes after samples. Write it before them.");
  }

  private void require(boolean holds, int line, String rule) {
    if (strict && !holds) {
      throw new ParseException(line, 1, rule);
    }
  }

  void add(ParsedSample sample, int line) {
    if (strict) {
      String suffix = sample.name().substring(name.length());
      checkLabels(sample, suffix, line);
      checkValue(sample, suffix, line);
      checkExemplar(sample, line);
      checkOrder(sample, suffix, line);
      if (isHistogram()) {
        histogram.add(sample, suffix, group, line);
      }
    }
    samples.add(sample);
  }

  private boolean isHistogram() {
    return type() == MetricType.HISTOGRAM || type() == MetricType.GAUGE_HISTOGRAM;
  }

  private void checkLabels(ParsedSample sample, String suffix, int line) {
    if (type() == MetricType.STATE_SET) {
      require(
          sample.labels().containsKey(name),
          line,
          "A state set's sample has a label \"" + name + "\".");
    }
    if (type() == MetricType.SUMMARY && suffix.isEmpty()) {
      Double quantile = number(sample.labels().get("quantile"));
      require(
          quantile != null && quantile >= 0 && quantile <= 1,
          line,
          "A summary's sample without a suffix has a label \"quantile\" from 0 to 1.");
    }
    if (isHistogram() && suffix.equals("_bucket")) {
      String le = sample.labels().get("le");
      Double bound = number(le);
      boolean spelled =
          bound != null
              && !bound.isNaN()
              && (!bound.equals(Double.POSITIVE_INFINITY) || "+Inf".equals(le));
      require(spelled, line, "A bucket has a numeric label \"le\", infinity is \"+Inf\".");
    }
  }

  private static @Nullable Double number(@Nullable String text) {
    return text == null ? null : LineReader.numberOrNull(text);
  }

  private void checkValue(ParsedSample sample, String suffix, int line) {
    double value = sample.value();
    if (type() == MetricType.STATE_SET) {
      require(value == 0 || value == 1, line, "A state is 0 or 1, not " + value + ".");
    }
    if (type() == MetricType.INFO) {
      require(value == 1, line, "An info is 1, not " + value + ".");
    }
    if (type() == MetricType.SUMMARY && suffix.isEmpty()) {
      require(!(value < 0), line, "A quantile's value is not negative.");
    }
    if (COUNTS.contains(suffix)) {
      require(!Double.isNaN(value), line, "\"" + sample.name() + "\" is not NaN.");
      require(
          suffix.equals("_gsum") || value >= 0, line, "\"" + sample.name() + "\" is not negative.");
    }
    if (suffix.equals("_bucket") || suffix.equals("_count") || suffix.equals("_gcount")) {
      require(value == Math.rint(value), line, "\"" + sample.name() + "\" is a whole number.");
    }
  }

  private void checkExemplar(ParsedSample sample, int line) {
    boolean allowed =
        (isHistogram() && sample.name().equals(name + "_bucket"))
            || (type() == MetricType.COUNTER && sample.name().equals(name + "_total"));
    require(
        sample.exemplar() == null || allowed,
        line,
        "Only a counter's total and a histogram's buckets have exemplars.");
  }

  private void checkOrder(ParsedSample sample, String suffix, int line) {
    Map<String, String> current = groupOf(sample, suffix);
    boolean same = current.equals(group);
    require(
        same || !groups.contains(current),
        line,
        "Samples of other labels stand between. Keep them together.");
    if (same) {
      BigDecimal before = groupTime;
      BigDecimal now = sample.timestamp();
      require(
          (before == null) == (now == null),
          line,
          "Within one set of labels all have timestamps or none.");
      require(
          before == null || now == null || type() == MetricType.INFO || now.compareTo(before) >= 0,
          line,
          "The timestamp goes back.");
    }
    group = current;
    groupTime = sample.timestamp();
    groups.add(current);
  }

  /** The labels that the samples of one metric share. */
  private Map<String, String> groupOf(ParsedSample sample, String suffix) {
    Map<String, String> labels = new TreeMap<>(sample.labels());
    switch (type()) {
      case INFO -> labels.clear();
      case STATE_SET -> labels.remove(name);
      case SUMMARY -> {
        if (suffix.isEmpty()) {
          labels.remove("quantile");
        }
      }
      case HISTOGRAM, GAUGE_HISTOGRAM -> {
        if (suffix.equals("_bucket")) {
          labels.remove("le");
        }
      }
      default -> {}
    }
    return labels;
  }

  ParsedFamily complete(int line) {
    String shownUnit = unit == null ? "" : unit;
    require(
        shownUnit.isEmpty() || name.endsWith("_" + shownUnit),
        line,
        "The name \"" + name + "\" does not end with its unit, \"_" + shownUnit + "\".");
    require(
        shownUnit.isEmpty() || (type() != MetricType.INFO && type() != MetricType.STATE_SET),
        line,
        "Infos and state sets have no unit.");
    if (strict && isHistogram()) {
      histogram.endOfGroup(line);
    }
    return new ParsedFamily(
        new MetricMetadata(name, type(), shownUnit, help == null ? "" : help), samples);
  }
}
