package io.kubernaut.health.diagnostics.redaction;

/**
 * Finds keys in PEM form, also those of which a log's tail holds only a half.
 *
 * <p>A key that begins is taken out up to its end; if that is missing, 16 Ki characters of it.
 * Lines of base64 before an end without a beginning are taken out with it. And so is every run of
 * lines of which one is as long as PEM writes them: hexadecimal digests are no base64 here.
 * Patterns would need quadratic time for this, so it walks from line to line.
 */
final class PemKeys {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int LONGEST_LABEL = 60;
  private static final int LONGEST_KEY = 16 << 10;
  private static final int FULL_LINE = 60;
  private static final int LONGEST_LINE = 80;

  private PemKeys() {}

  static String redact(String text) {
    return text.contains(DASHES) || text.length() >= FULL_LINE ? lines(whole(text)) : text;
  }

  private static String whole(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, from)) {
      int label = isKey(text, at + BEGIN.length());
      if (label < 0) {
        out.append(text, from, at + BEGIN.length());
        from = at + BEGIN.length();
      } else {
        out.append(text, from, at).append(Redaction.MARK);
        from = endOf(text, label);
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  /** Returns where the label ends, or -1 if it is not that of a secret key. */
  private static int isKey(String text, int start) {
    int end = text.indexOf(DASHES, start);
    boolean near = end >= 0 && end - start <= LONGEST_LABEL;
    return near && namesKey(text.substring(start, end)) ? end + DASHES.length() : -1;
  }

  private static boolean namesKey(String label) {
    return label.contains("PRIVATE KEY") || label.contains("SECRET KEY");
  }

  private static int endOf(String text, int start) {
    int limit = Math.min(text.length(), start + LONGEST_KEY);
    int end = text.indexOf(END, start);
    if (end < 0 || end > limit) {
      return limit;
    }
    int dashes = text.indexOf(DASHES, end + END.length());
    return dashes < 0 || dashes - end > LONGEST_LABEL + END.length()
        ? end + END.length()
        : dashes + DASHES.length();
  }

  private static String lines(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int run = -1; // where in out a run of lines of base64 begins
    boolean full = false;
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int next = end < 0 ? text.length() : end + 1;
      int length = base64(text, from, next);
      if (length > 0) {
        run = run < 0 ? out.length() : run;
        full |= length >= FULL_LINE && looksRandom(text.substring(from, from + length));
        out.append(text, from, next);
      } else {
        boolean isEnd = text.startsWith(END, from) && namesKey(text.substring(from, next));
        cut(out, run, full || isEnd);
        out.append(isEnd ? Redaction.MARK + "\n" : text.substring(from, next));
        run = -1;
        full = false;
      }
      from = next;
    }
    cut(out, run, full);
    return out.toString();
  }

  private static void cut(StringBuilder out, int run, boolean secret) {
    if (run >= 0 && secret) {
      out.setLength(run);
      out.append(Redaction.MARK).append('\n');
    }
  }

  /** Returns how many characters of base64 a line has; 0 if it has anything else, or too many. */
  private static int base64(String text, int from, int next) {
    int at = from;
    while (at < next && isBase64(text.charAt(at))) {
      at++;
    }
    return at - from <= LONGEST_LINE && text.substring(at, next).isBlank() ? at - from : 0;
  }

  private static boolean isBase64(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }

  private static boolean looksRandom(String line) {
    return line.chars().anyMatch(Character::isDigit)
        && line.chars().anyMatch(Character::isLetter)
        && line.chars().anyMatch(c -> Character.digit(c, 16) < 0);
  }
}
