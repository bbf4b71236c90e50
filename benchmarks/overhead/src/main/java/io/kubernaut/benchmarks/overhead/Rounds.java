package io.kubernaut.benchmarks.overhead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one JVM measured: for each round the time of each variant's batch. Written and read as lines
 * of text, the first with the names.
 *
 * @param names the variants; the first is the one that the others are compared with
 * @param times a row for each round
 */
record Rounds(List<String> names, List<long[]> times) {
  private static final String HEAD = "rounds:";
  private static final String ROW = "round:";

  Rounds {
    names = List.copyOf(names);
    times = List.copyOf(times);
    if (times.isEmpty()) {
      throw new IllegalArgumentException(
          "No rounds were measured of " + names + ". Did the measuring JVM end early?");
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(HEAD + " " + String.join(" ", names));
    for (long[] row : times) {
      lines.add(
          Arrays.stream(row)
              .mapToObj(Long::toString)
              .collect(Collectors.joining(" ", ROW + " ", "")));
    }
    return lines;
  }

  static Rounds parse(List<String> lines) {
    List<String> names = List.of();
    List<long[]> times = new ArrayList<>();
    for (String line : lines) {
      List<String> words = List.of(line.split(" ", -1));
      if (words.get(0).equals(HEAD)) {
        names = words.subList(1, words.size());
      } else if (words.get(0).equals(ROW)) {
        times.add(words.stream().skip(1).mapToLong(Long::parseLong).toArray());
      }
    }
    return new Rounds(names, times);
  }

  /** What a round's variant took above the first variant in the same round, in percent of it. */
  double difference(int round, int variant) {
    long[] row = times.get(round);
    return 100.0 * (row[variant] - row[0]) / row[0];
  }

  /** The middle of the first variant's times. */
  double medianOfFirst() {
    return Bootstrap.median(times.stream().mapToDouble(row -> row[0]).toArray());
  }
}
