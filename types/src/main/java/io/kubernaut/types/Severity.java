package io.kubernaut.types;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/**
 * How bad a signal, alert or finding is, the worst first: the four levels of Kubernaut.
 *
 * <p>Older documents say {@code medium} and {@code low}; {@link #parse} reads them as {@link
 * #WARNING} and {@link #INFO}.
 */
public enum Severity {
  /** Needs action now. */
  @JsonProperty("critical")
  CRITICAL,
  /** Needs action soon. */
  @JsonProperty("high")
  HIGH,
  /** Needs a look. */
  @JsonProperty("warning")
  WARNING,
  /** Good to know. */
  @JsonProperty("info")
  INFO;

  /**
   * Reads a word, in any case, old words included.
   *
   * @param word for example {@code critical}
   * @return the severity; empty for any other word
   */
  public static Optional<Severity> parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "critical" -> Optional.of(CRITICAL);
      case "high" -> Optional.of(HIGH);
      case "warning", "medium" -> Optional.of(WARNING);
      case "info", "low" -> Optional.of(INFO);
      default -> Optional.empty();
    };
  }

  /**
   * Compares with a threshold.
   *
   * @param threshold the least severity asked for
   * @return whether this is as bad, or worse
   */
  public boolean isAtLeast(Severity threshold) {
    return compareTo(threshold) <= 0;
  }

  /** Returns the word, as it stands in labels and documents. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
