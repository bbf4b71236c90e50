package io.kubernaut.health.diagnostics;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A part of the diagnostic bundle: one text file in the archive.
 *
 * <pre>{@code
 * BundlePart.tail("log.txt", out -> recentLines().forEach(out::line));     // the oldest lines go first
 * BundlePart.text("queue.txt", () -> queue.describe());                    // the end goes first
 * }</pre>
 *
 * <p>It is asked on a thread of the bundle, within limits of time and size ({@link BundleLimits}).
 * Whatever it throws is named in the manifest and costs no other part. It need not take secrets
 * out: that is done to all that it writes.
 *
 * @param name the name in the archive: small letters, digits, {@code . _ -}, and {@code /} between
 *     folders
 * @param excess what is left out when there is no room for all
 * @param content writes the part
 */
public record BundlePart(String name, Excess excess, Content content) {

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][a-z0-9_-]*(?:[./][a-z0-9][a-z0-9_-]*)*");

  /** What is left out of a part that is too large. Whole lines go, never halves. */
  public enum Excess {
    /** The first lines: for what is in order of time, such as a log. */
    OLDEST,
    /** The last lines: for what begins with what matters most. */
    END
  }

  /** Writes a part. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all lines, the oldest or most important first. May block within its time; is
     * interrupted after it.
     *
     * @param out takes text; what is written after the time is over is refused
     * @throws Exception whatever keeps it from being written
     */
    void writeTo(Lines out) throws Exception;
  }

  /** Takes the text of a part. Safe for any thread; does not block. */
  public interface Lines {

    /**
     * Adds text as it is.
     *
     * @param text any number of lines, or a piece of one
     * @throws IOException if the time of the part is over
     */
    void write(String text) throws IOException;

    /**
     * Adds a line.
     *
     * @param text without its end
     * @throws IOException if the time of the part is over
     */
    default void line(String text) throws IOException {
      write(text + "\n");
    }
  }

  /**
   * Checks the name.
   *
   * @param name the name in the archive
   * @param excess what is left out when there is no room for all
   * @param content writes the part
   * @throws IllegalArgumentException if a file in an archive should not be called so
   */
  public BundlePart {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid name of a bundle part \"%s\". Use small letters, digits, '.', '_' and '-', and '/' between folders, for example \"log.txt\"."
              .formatted(name));
    }
    Objects.requireNonNull(excess, "excess");
    Objects.requireNonNull(content, "content");
  }

  /**
   * Returns a part whose beginning matters most.
   *
   * @param name the name in the archive
   * @param text makes the whole text
   * @return the part
   * @throws IllegalArgumentException if a file in an archive should not be called so
   */
  public static BundlePart text(String name, Callable<String> text) {
    return new BundlePart(name, Excess.END, out -> out.write(text.call()));
  }

  /**
   * Returns a part in order of time, of which the oldest lines are left out first.
   *
   * @param name the name in the archive
   * @param content writes the lines, the oldest first
   * @return the part
   * @throws IllegalArgumentException if a file in an archive should not be called so
   */
  public static BundlePart tail(String name, Content content) {
    return new BundlePart(name, Excess.OLDEST, content);
  }

  /**
   * Returns a part in order of time: the audit's tail, the history of health, whatever has lines.
   *
   * @param name the name in the archive
   * @param lines the lines, the oldest first
   * @return the part
   * @throws IllegalArgumentException if a file in an archive should not be called so
   */
  public static BundlePart tail(String name, Supplier<? extends List<String>> lines) {
    return tail(
        name,
        out -> {
          for (String line : lines.get()) {
            out.line(line);
          }
        });
  }
}
