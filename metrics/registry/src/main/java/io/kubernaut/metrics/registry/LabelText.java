package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.Series;
import io.kubernaut.metrics.registry.cells.SeriesDefinition;
import io.kubernaut.metrics.registry.cells.SeriesGroup;
import io.kubernaut.metrics.registry.exposition.WideCopy;
import io.micrometer.core.instrument.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a group's series as the exposition formats write them, {@code a="b",c="d"}, one
 * after the other in one array: written once when a series is first scraped, copied from then on.
 *
 * <p>Safe for any thread: a scrape works on an immutable {@link Texts}. Bytes behind its end may be
 * appended meanwhile.
 */
final class LabelText {
  private final String[] names;
  private final byte[] constant;
  private volatile Texts texts = new Texts(new byte[0], new int[0], 0, 0);

  /** The texts of the first {@code size} series; text {@code i} ends at {@code ends[i]}. */
  @SuppressWarnings("ArrayRecordComponent") // a view for the scrape, which must not copy
  record Texts(byte[] bytes, int[] ends, int size, int removals) {
    int start(int i) {
      return i == 0 ? 0 : ends[i - 1];
    }
  }

  LabelText(SeriesDefinition definition, MetricNames keys) {
    this.names = definition.labels().stream().map(keys::tagKey).toArray(String[]::new);
    StringBuilder fixed = new StringBuilder();
    for (Tag tag : definition.constant()) {
      append(fixed, keys.tagKey(tag.getKey()), tag.getValue());
    }
    this.constant = fixed.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The text of any tags. */
  static byte[] of(Iterable<Tag> tags, MetricNames keys) {
    StringBuilder text = new StringBuilder();
    for (Tag tag : tags) {
      append(text, keys.tagKey(tag.getKey()), tag.getValue());
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The text of one series, for the one that has no place in the array. */
  byte[] of(Series series) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      append(text, names[i], series.value(i));
    }
    byte[] own = text.toString().getBytes(StandardCharsets.UTF_8);
    return joined(own, constant);
  }

  Texts of(SeriesGroup.Snapshot snapshot) {
    Texts current = texts;
    boolean covers = current.size >= snapshot.size() && current.removals == snapshot.removals();
    return covers ? current : extend(snapshot);
  }

  private synchronized Texts extend(SeriesGroup.Snapshot snapshot) {
    Texts old = texts;
    if (old.removals != snapshot.removals()) {
      old = new Texts(new byte[0], new int[0], 0, snapshot.removals());
    }
    byte[] bytes = old.bytes;
    int[] ends = old.ends;
    int end = old.size == 0 ? 0 : ends[old.size - 1];
    for (int i = old.size; i < snapshot.size(); i++) {
      byte[] text = of(snapshot.series()[i]);
      int needed = end + text.length + WideCopy.SLACK;
      bytes = needed <= bytes.length ? bytes : grown(bytes, needed);
      System.arraycopy(text, 0, bytes, end, text.length);
      end += text.length;
      ends = i < ends.length ? ends : Arrays.copyOf(ends, Math.max(snapshot.size(), i * 2));
      ends[i] = end;
    }
    Texts extended = new Texts(bytes, ends, snapshot.size(), snapshot.removals());
    texts = extended;
    return extended;
  }

  private static byte[] grown(byte[] bytes, int needed) {
    return Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
  }

  private static byte[] joined(byte[] own, byte[] constant) {
    if (constant.length == 0) {
      return own;
    }
    if (own.length == 0) {
      return constant;
    }
    byte[] both = Arrays.copyOf(own, own.length + 1 + constant.length);
    both[own.length] = ',';
    System.arraycopy(constant, 0, both, own.length + 1, constant.length);
    return both;
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (text.length() > 0) {
      text.append(',');
    }
    text.append(name).append("=\"");
    for (int i = 0; value != null && i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
    text.append('"');
  }
}
