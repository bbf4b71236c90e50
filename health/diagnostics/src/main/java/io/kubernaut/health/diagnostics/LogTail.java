package io.kubernaut.health.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of a log, kept in memory for the bundle, whatever logs them: a handler of {@code
 * java.util.logging}, an appender of Logback or Log4j, or a test calls {@link #add} with each line.
 *
 * <pre>{@code
 * LogTail tail = LogTail.of(5_000);
 * logger.addHandler(handlerThat(record -> tail.add(format(record))));
 * Diagnostics.builder(platform).part(tail.part("log.txt"));
 * }</pre>
 *
 * <p>Holds at most the given number of lines, each of at most 16 Ki characters and all together of
 * 8 Mi; then the oldest go. Safe for any thread; adding takes a lock for the length of two
 * assignments and never throws.
 */
public final class LogTail {

  private static final int LONGEST = 16 << 10;
  private static final int MOST_CHARACTERS = 8 << 20;
  private static final int MOST_BYTES = 8 << 20;

  private final int limit;
  private final Deque<String> lines = new ArrayDeque<>(); // guarded by this
  private int characters; // guarded by this

  private LogTail(int limit) {
    this.limit = limit;
  }

  /**
   * Returns an empty tail.
   *
   * @param lines how many lines it keeps, at least 1
   * @return the tail
   * @throws IllegalArgumentException if it is to keep none
   */
  public static LogTail of(int lines) {
    if (lines < 1) {
      throw new IllegalArgumentException(
          "Invalid log tail of %d lines. Keep at least 1, for example 5000.".formatted(lines));
    }
    return new LogTail(lines);
  }

  /**
   * Adds what was logged.
   *
   * @param line a line, or several with a stack trace; of more than 16 Ki characters only the whole
   *     lines at the beginning are kept, or the whole words if already the first line is longer
   */
  public synchronized void add(String line) {
    String kept = line.length() > LONGEST ? begin(line) : line;
    lines.addLast(kept);
    characters += kept.length();
    while (lines.size() > limit || characters > MOST_CHARACTERS) {
      characters -= lines.removeFirst().length();
    }
  }

  /** Up to the last end of a line or word that fits: half a secret has no shape. */
  private static String begin(String line) {
    int end = line.lastIndexOf('\n', LONGEST);
    end = end > 0 ? end : line.lastIndexOf(' ', LONGEST);
    return end > 0
        ? line.substring(0, end)
        : "[a word of more than %d characters is left out]".formatted(LONGEST);
  }

  /**
   * Returns what is kept.
   *
   * @return a copy, the oldest first
   */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Returns the part of the bundle with these lines.
   *
   * @param name its name in the archive, for example {@code log.txt}
   * @return the part
   * @throws IllegalArgumentException if a file in an archive should not be called so
   */
  public BundlePart part(String name) {
    return BundlePart.tail(name, this::lines);
  }

  /**
   * Returns the part of the bundle with the end of a file that somebody else writes.
   *
   * @param name its name in the archive, for example {@code log.txt}
   * @param file where the log is, in UTF-8
   * @param bytes how much of its end to read, at least 1; 8 MiB are the most that is read
   * @return the part, which fails while there is no such file
   * @throws IllegalArgumentException if a file in an archive should not be called so, or nothing is
   *     to be read
   */
  public static BundlePart ofFile(String name, Path file, int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "Invalid end of a log of %d bytes. Read at least 1, for example 1048576."
              .formatted(bytes));
    }
    return BundlePart.tail(name, out -> out.write(end(file, Math.min(bytes, MOST_BYTES))));
  }

  /** Without the line that the cut goes through. */
  private static String end(Path file, int bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      long skipped = in.skip(Math.max(0, Files.size(file) - bytes));
      String text = new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
      int cut = text.indexOf('\n');
      return skipped == 0 ? text : cut < 0 ? "" : text.substring(cut + 1);
    }
  }
}
