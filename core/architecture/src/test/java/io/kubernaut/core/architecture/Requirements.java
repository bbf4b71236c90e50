package io.kubernaut.core.architecture;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the platform has to do: an id and the first words of the behaviour for each requirement, in
 * the order of the document.
 */
final class Requirements {

  private static final Pattern LINE = Pattern.compile("(BR-[A-Z]+-\\d{3}) (.+)");
  private static final Pattern ROW =
      Pattern.compile("\\| (BR-[A-Z]+-\\d{3}) \\| (.+?) \\| [^|]+ \\| .+ \\|");

  private final Map<String, String> titles;

  private Requirements(Map<String, String> titles) {
    this.titles = titles;
  }

  /** The list that the build goes by. */
  static Requirements known() {
    return parse(LINE, Resources.text("requirements.txt"));
  }

  /** What a requirements document says, whose titles are the whole behaviours. */
  static Requirements document(String markdown) {
    return parse(ROW, markdown);
  }

  private static Requirements parse(Pattern line, String text) {
    return new Requirements(
        line.matcher(text)
            .results()
            .collect(
                toMap(
                    found -> found.group(1),
                    found -> found.group(2),
                    (first, second) -> first + " / " + second,
                    LinkedHashMap::new)));
  }

  Set<String> ids() {
    return titles.keySet();
  }

  Map<String, String> titles() {
    return titles;
  }

  /** The known id that an unknown one was probably meant to be. */
  String nearestTo(String id) {
    return titles.keySet().stream()
        .min(Comparator.comparingInt(known -> differences(known, id)))
        .orElse("");
  }

  /** How much is left of both between what they begin and what they end with. */
  private static int differences(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int head = 0;
    while (head < shorter && one.charAt(head) == other.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head && fromEnd(one, tail) == fromEnd(other, tail)) {
      tail++;
    }
    return Math.max(one.length(), other.length()) - head - tail;
  }

  private static char fromEnd(String text, int index) {
    return text.charAt(text.length() - 1 - index);
  }
}
