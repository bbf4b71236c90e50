package io.kubernaut.examples.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param time how long to run; until it is stopped if empty
 * @param data where history is kept; in memory if empty
 */
record Arguments(Optional<Duration> time, Optional<Path> data) {

  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,5}");

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if there is anything but {@code --seconds N} and {@code --data
   *     DIR}
   */
  static Arguments parse(String... given) {
    Arguments arguments = new Arguments(Optional.empty(), Optional.empty());
    for (int i = 0; i < given.length; i += 2) {
      String value = i + 1 < given.length ? given[i + 1] : "nothing";
      arguments =
          switch (given[i]) {
            case "--seconds" -> new Arguments(Optional.of(seconds(value)), arguments.data);
            case "--data" -> new Arguments(arguments.time, Optional.of(directory(value)));
            default ->
                throw new IllegalArgumentException(
                    "Unknown arguments: %s. Use --seconds N, --data DIR, or none."
                        .formatted(String.join(" ", given)));
          };
    }
    return arguments;
  }

  private static Duration seconds(String text) {
    if (!SECONDS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "Invalid time: --seconds %s. Use a whole number from 1 to 999999, for example --seconds 10."
              .formatted(text));
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static Path directory(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException noPath) {
      throw new IllegalArgumentException(
          "Invalid directory: --data %s. Use a path, for example --data /tmp/orders."
              .formatted(text),
          noPath);
    }
  }
}
