package io.kubernaut.health.diagnostics.redaction;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a secret looks like from the place on where a telling word stands.
 *
 * @param words the words it can begin with, at least two ASCII characters each
 * @param pattern matches from the word on; what group 1 matches stays, as does group 2 behind it;
 *     it may look back
 */
record Rule(List<String> words, Pattern pattern) {

  static Rule of(String regex, String... words) {
    return new Rule(List.of(words), Pattern.compile(regex));
  }

  /** Returns what stands in place of a match. */
  static String kept(Matcher found) {
    return group(found, 1) + Redaction.MARK + group(found, 2);
  }

  private static String group(Matcher found, int number) {
    String text = number <= found.groupCount() ? found.group(number) : null;
    return text == null ? "" : text;
  }
}
