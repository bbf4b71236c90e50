package io.kubernaut.examples.prometheus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param data the folder of the store
 * @param port the port, 0 for a free one
 * @param file what is imported first
 * @param retention how long samples are kept
 * @param administered whether clients may copy the store and delete from it
 */
record Arguments(
    Path data, int port, Optional<Path> file, Duration retention, boolean administered) {

  static final String USE =
      "Use --data DIR --port N [--import FILE.openmetrics] [--retention-days N] [--enable-admin].";

  private static final List<String> NAMES =
      List.of("--data", "--port", "--import", "--retention-days");
  private static final String ADMIN = "--enable-admin";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
  private static final int MOST_PORT = 65_535;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if something is missing, or there is something else
   */
  static Arguments parse(String... given) {
    List<String> pairs = new ArrayList<>(List.of(given));
    boolean administered = pairs.remove(ADMIN);
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!NAMES.contains(pairs.get(i)) || i + 1 == pairs.size()) {
        throw new IllegalArgumentException(
            "Unknown or incomplete: %s. %s".formatted(pairs.get(i), USE));
      }
      values.put(pairs.get(i), pairs.get(i + 1));
    }
    String data = values.get("--data");
    if (data == null) {
      throw new IllegalArgumentException("--data is missing. " + USE);
    }
    return new Arguments(
        Path.of(data),
        number(values, "--port", "9090", 0, MOST_PORT),
        Optional.ofNullable(values.get("--import")).map(Path::of),
        Duration.ofDays(number(values, "--retention-days", "15", 1, 36_500)),
        administered);
  }

  private static int number(
      Map<String, String> values, String name, String standard, int least, int most) {
    String text = values.getOrDefault(name, standard);
    int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "Invalid %s %s. Use a whole number from %d to %d.".formatted(name, text, least, most));
    }
    return number;
  }
}
