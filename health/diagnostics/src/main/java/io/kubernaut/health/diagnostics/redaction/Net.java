package io.kubernaut.health.diagnostics.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets by the words they begin with, in one walk over the text.
 *
 * <p>A table by the first two characters of the words tells at each place whether one may begin
 * there; only where one does is its rule's pattern tried, from there on. So ordinary text costs a
 * look into a table for each character, however many rules and known secrets there are, and hostile
 * text at most a pattern of bounded length at each place. Immutable; safe for any thread.
 */
final class Net {

  private static final int ASCII = 128;

  private final Word[][] table = new Word[ASCII * ASCII][];

  /** A word: a known secret if it has no rule. */
  private record Word(String text, @Nullable Rule rule) {

    boolean isAt(int place, String in) {
      return in.regionMatches(rule != null, place, text, 0, text.length());
    }
  }

  /**
   * A net of rules and known secrets. A secret that does not begin with two ASCII characters is
   * left out.
   */
  Net(Collection<Rule> rules, Collection<String> secrets) {
    Map<Integer, List<Word>> words = new HashMap<>();
    secrets.forEach(secret -> add(new Word(secret, null), words));
    for (Rule rule : rules) {
      rule.words().forEach(word -> add(new Word(word, rule), words));
    }
    words.forEach((index, list) -> table[index] = list.toArray(Word[]::new));
  }

  private static void add(Word word, Map<Integer, List<Word>> words) {
    int index = index(word.text(), 0);
    if (index >= 0) {
      words.computeIfAbsent(index, ignored -> new ArrayList<>()).add(word);
    }
  }

  /** Whether a known secret can be in a net. */
  static boolean takes(String secret) {
    return index(secret, 0) >= 0;
  }

  private static int index(String text, int place) {
    char one = text.charAt(place);
    char two = text.charAt(place + 1);
    return one < ASCII && two < ASCII ? small(one) * ASCII + small(two) : -1;
  }

  private static int small(char c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }

  String redact(String text) {
    Catch found = new Catch(text);
    int place = 0;
    while (place < text.length() - 1) {
      int index = index(text, place);
      Word[] words = index < 0 ? null : table[index];
      int end = words == null ? -1 : found.tryAll(words, place);
      place = end < 0 ? place + 1 : end;
    }
    return found.finish();
  }

  /** What was found in one text. */
  private static final class Catch {

    private final String text;
    private final Map<Rule, Matcher> matchers = new HashMap<>();
    private @Nullable StringBuilder out;
    private int copied;

    Catch(String text) {
      this.text = text;
    }

    /** Returns where the secret that begins here ends; -1 if none does. */
    int tryAll(Word[] words, int place) {
      for (Word word : words) {
        int end = word.isAt(place, text) ? take(word.rule(), place, word.text().length()) : -1;
        if (end >= 0) {
          return end;
        }
      }
      return -1;
    }

    private int take(@Nullable Rule rule, int place, int length) {
      if (rule == null) {
        replace(place, place + length, Redaction.MARK);
        return place + length;
      }
      Matcher matcher =
          matchers.computeIfAbsent(
              rule, key -> key.pattern().matcher(text).useTransparentBounds(true));
      if (!matcher.region(place, text.length()).lookingAt()) {
        return -1;
      }
      replace(place, matcher.end(), Rule.kept(matcher));
      return matcher.end();
    }

    private void replace(int from, int to, String by) {
      StringBuilder target = out == null ? new StringBuilder(text.length()) : out;
      out = target.append(text, copied, from).append(by);
      copied = to;
    }

    String finish() {
      return out == null ? text : out.append(text, copied, text.length()).toString();
    }
  }
}
