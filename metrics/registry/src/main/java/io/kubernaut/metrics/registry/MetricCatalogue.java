package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a registry measures right now, as documentation: one entry for each family, in the order of
 * names. Immutable.
 *
 * @param entries the families
 */
public record MetricCatalogue(List<Entry> entries) {

  /**
   * Takes a copy.
   *
   * @param entries the families
   */
  public MetricCatalogue {
    entries = List.copyOf(entries);
  }

  /**
   * One family.
   *
   * @param name the name it is exposed with
   * @param type the type, as OpenMetrics calls it
   * @param unit the unit; empty if it has none
   * @param labels the names of its labels
   * @param help what it means; empty if nobody said
   * @param series how many series it has now
   */
  public record Entry(
      String name, String type, String unit, List<String> labels, String help, int series) {

    /**
     * Takes a copy of the labels.
     *
     * @param name the name it is exposed with
     * @param type the type, as OpenMetrics calls it
     * @param unit the unit; empty if it has none
     * @param labels the names of its labels
     * @param help what it means; empty if nobody said
     * @param series how many series it has now
     */
    public Entry {
      labels = List.copyOf(labels);
    }
  }

  static MetricCatalogue of(FamilyCatalog families, MetricNames names) {
    List<Entry> entries = new ArrayList<>();
    for (ExposedFamily family : families.families()) {
      MetricMetadata metadata = family.metadata();
      TreeSet<String> labels = new TreeSet<>();
      family.groups.forEach(
          exposed -> {
            exposed.group().definition().labels().forEach(label -> labels.add(names.tagKey(label)));
            exposed
                .group()
                .definition()
                .constant()
                .forEach(tag -> labels.add(names.tagKey(tag.getKey())));
          });
      family.callbacks.forEach(
          callback ->
              callback
                  .meter()
                  .getId()
                  .getTagsAsIterable()
                  .forEach(tag -> labels.add(names.tagKey(tag.getKey()))));
      entries.add(
          new Entry(
              metadata.name(),
              metadata.type().name().toLowerCase(Locale.ROOT),
              metadata.unit(),
              List.copyOf(labels),
              metadata.help(),
              family.series()));
    }
    return new MetricCatalogue(entries);
  }

  /**
   * Writes a table.
   *
   * @return Markdown
   */
  public String toMarkdown() {
    StringBuilder text =
        new StringBuilder("| metric | type | unit | labels | series | meaning |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Entry entry : entries) {
      text.append(
          "| `%s` | %s | %s | %s | %d | %s |%n"
              .formatted(
                  entry.name,
                  entry.type,
                  entry.unit,
                  String.join(", ", entry.labels),
                  entry.series,
                  entry.help.replace("|", "\\|").replace("\n", " ")));
    }
    return text.toString();
  }

  /**
   * Writes an array of objects.
   *
   * @return JSON
   */
  public String toJson() {
    StringBuilder text = new StringBuilder("[");
    for (Entry entry : entries) {
      text.append(text.length() == 1 ? "" : ",");
      text.append("{\"name\":").append(quoted(entry.name));
      text.append(",\"type\":").append(quoted(entry.type));
      text.append(",\"unit\":").append(quoted(entry.unit));
      text.append(",\"labels\":[");
      for (int i = 0; i < entry.labels.size(); i++) {
        text.append(i == 0 ? "" : ",").append(quoted(entry.labels.get(i)));
      }
      text.append("],\"help\":").append(quoted(entry.help));
      text.append(",\"series\":").append(entry.series).append('}');
    }
    return text.append(']').toString();
  }

  private static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
