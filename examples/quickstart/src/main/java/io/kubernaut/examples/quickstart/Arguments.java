package io.kubernaut.examples.quickstart;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param time how long to run; until it is stopped if empty
 */
record Arguments(Optional<Duration> time) {

  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,5}");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if there is anything but {@code --seconds N}
   */
  static Arguments parse(String... given) {
    if (given.length == 0) {
      return new Arguments(Optional.empty());
    }
    if (!given[0].equals("--seconds") || given.length > 2) {
      throw new IllegalArgumentException(
          "Unknown arguments: %s. Use --seconds N, or none.".formatted(String.join(" ", given)));
    }
    String seconds = given.length == 2 ? given[1] : "nothing";
    if (!SECONDS.matcher(seconds).matches()) {
      throw new IllegalArgumentException(
          "Invalid time: --seconds %s. Use a whole number from 1 to 999999, for example --seconds 10."
              .formatted(seconds));
    }
    return new Arguments(Optional.of(Duration.ofSeconds(Long.parseLong(seconds))));
  }
}
