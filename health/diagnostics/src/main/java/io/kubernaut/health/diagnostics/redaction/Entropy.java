package io.kubernaut.health.diagnostics.redaction;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds words that look random: at least 20 characters of the alphabets of base64, with small and
 * large letters and digits among them, and at least 3.8 bits of Shannon entropy a character. Names
 * of classes have dots, and words of a language repeat their letters; hexadecimal digests have one
 * case of letters only and stay.
 */
final class Entropy {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/_=-]{20,8192}+");
  private static final double LEAST_BITS = 3.8;

  private Entropy() {}

  static String redact(String text) {
    return WORD.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    looksRandom(found.group()) ? Redaction.MARK : found.group()));
  }

  static boolean looksRandom(String word) {
    boolean mixed =
        word.chars().anyMatch(c -> c >= 'a' && c <= 'z')
            && word.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
            && word.chars().anyMatch(c -> c >= '0' && c <= '9');
    return mixed && bits(word) >= LEAST_BITS;
  }

  private static double bits(String word) {
    Map<Integer, Integer> counts = new HashMap<>();
    word.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
    double bits = 0;
    for (int count : counts.values()) {
      double share = (double) count / word.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }
}
