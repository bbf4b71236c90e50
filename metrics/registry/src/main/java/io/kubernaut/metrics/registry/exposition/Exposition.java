package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The door through which metrics leave as text or bytes.
 *
 * <p>Writing is streamed: memory does not depend on the number of series. Buffers serve again, so a
 * scrape allocates next to nothing. Safe for any thread; each scrape writes what it reads while
 * others record.
 *
 * <pre>{@code
 * Exposition exposition = Exposition.of(registry);
 * ExpositionFormat format = ExpositionFormat.negotiate(request.headers());
 * exposition.write(format, NameFilter.ALL, out);
 * }</pre>
 */
public final class Exposition {
  private static final int KEPT_WRITERS = 2;

  private final MetricSource source;
  private final Map<ExpositionFormat, Queue<FormatWriter>> idle =
      new EnumMap<>(ExpositionFormat.class);

  private Exposition(MetricSource source) {
    this.source = source;
    for (ExpositionFormat format : ExpositionFormat.values()) {
      idle.put(format, new ArrayBlockingQueue<>(KEPT_WRITERS));
    }
  }

  /**
   * Returns the exposition of a source.
   *
   * @param source whatever has metrics, such as a registry
   * @return the door
   */
  public static Exposition of(MetricSource source) {
    return new Exposition(source);
  }

  /**
   * Writes the current values.
   *
   * @param format how
   * @param filter which families
   * @param out where to; flushed, not closed
   * @throws IOException if the stream does not take it
   */
  public void write(ExpositionFormat format, NameFilter filter, OutputStream out)
      throws IOException {
    Queue<FormatWriter> writers = idle.getOrDefault(format, new ArrayBlockingQueue<>(1));
    FormatWriter known = writers.poll();
    FormatWriter writer = known == null ? format.writer() : known;
    writer.writeAll(source, filter, out);
    writers.offer(writer); // one that failed is half-written and not kept
  }
}
