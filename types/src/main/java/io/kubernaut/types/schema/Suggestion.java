package io.kubernaut.types.schema;

import java.util.Comparator;
import java.util.List;

/** Guesses which name was meant. */
final class Suggestion {

  private static final int LONGEST = 64;

  private Suggestion() {}

  static String of(String given, List<String> known) {
    if (given.length() <= LONGEST) {
      String nearest =
          known.stream().min(Comparator.comparingInt(name -> distance(given, name))).orElse("");
      if (!nearest.isEmpty() && distance(given, nearest) <= Math.max(1, given.length() / 3)) {
        return "Did you mean " + nearest + "?";
      }
    }
    return "Remove it.";
  }

  /** Returns how many letters must be changed, added or removed. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
