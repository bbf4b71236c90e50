package io.kubernaut.types.internal.pattern;

import io.kubernaut.types.internal.pattern.LinearPattern.Assertions;
import io.kubernaut.types.internal.pattern.LinearPattern.Atom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Compiles an expression to a program: a descent through alternatives, sequences, repetitions and
 * atoms, each of which returns its piece. Addresses in a piece are relative, so that a piece can be
 * repeated.
 */
final class PatternParser {

  private static final int LONGEST = 4_096;
  private static final int DEEPEST = 100;
  private static final int LARGEST = 3 * 10_000;
  private static final int MOST_TIMES = 1_000;
  private static final int FOREVER = -1;
  private static final int[] NOTHING = {};

  private static final Map<Character, String> SETS =
      Map.of(
          'd',
          "[0-9]",
          'D',
          "[^0-9]",
          's',
          "[\\t\\n\\f\\r ]",
          'S',
          "[^\\t\\n\\f\\r ]",
          'w',
          "[0-9A-Za-z_]",
          'W',
          "[^0-9A-Za-z_]");
  private static final String CONTROLS = "aftnrv";
  private static final int[] CONTROL_CODES = {7, 12, 9, 10, 13, 11};
  private static final Map<Character, Integer> PLACES =
      Map.of(
          'A', Assertions.TEXT_START,
          'z', Assertions.TEXT_END,
          'b', Assertions.WORD_EDGE,
          'B', Assertions.NO_WORD_EDGE);

  private final String expression;
  private final String text;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Atom> atoms = new ArrayList<>();
  private int at;
  private int depth;
  private boolean ignoresCase;
  private boolean dotIsAll;
  private boolean isByLine;

  PatternParser(String expression) {
    this.expression = expression;
    this.text = expression.contains("\\Q") ? unquoted(expression) : expression;
  }

  // Each character between \Q and \E stands for itself.
  private static String unquoted(String expression) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < expression.length(); ) {
      if (expression.startsWith("\\Q", at)) {
        int close = expression.indexOf("\\E", at);
        int stop = close < 0 ? expression.length() : close;
        expression.substring(at + 2, stop).codePoints().forEach(c -> plain.append(literal(c)));
        at = Math.min(expression.length(), stop + 2);
      } else {
        int stop = Math.min(expression.length(), at + (expression.charAt(at) == '\\' ? 2 : 1));
        plain.append(expression, at, stop);
        at = stop;
      }
    }
    return plain.toString();
  }

  int[] program() {
    if (text.length() > LONGEST) {
      throw wrong("it has more than " + LONGEST + " characters");
    }
    int[] all = alternatives();
    if (at < text.length()) {
      throw wrong("unexpected )");
    }
    return all;
  }

  Atom[] atoms() {
    return atoms.toArray(Atom[]::new);
  }

  private int[] alternatives() {
    if (++depth > DEEPEST) {
      throw wrong("more than " + DEEPEST + " groups inside each other");
    }
    int[] all = sequence();
    while (take('|')) {
      int[] other = sequence();
      int[] first = piece(LinearPattern.SPLIT, 1, 2 + all.length / 3);
      int[] over = piece(LinearPattern.JUMP, 1 + other.length / 3, 0);
      all = join(first, all, over, other);
    }
    depth--;
    return all;
  }

  private int[] sequence() {
    int[] all = NOTHING;
    while (at < text.length() && peek() != '|' && peek() != ')') {
      all = join(all, repeated());
    }
    return all;
  }

  private int[] repeated() {
    int[] once = atom();
    if (!isRepetition()) {
      return once;
    }
    int[] all = repetition(once);
    take('?'); // Whether short or long, what matches is the same.
    if (isRepetition()) {
      throw wrong("a repetition cannot be repeated");
    }
    return all;
  }

  private boolean isRepetition() {
    return at < text.length()
        && ("*+?".indexOf(peek()) >= 0 || (peek() == '{' && bounds(at) != null));
  }

  private int[] repetition(int[] once) {
    return switch (next()) {
      case '*' -> times(once, 0, FOREVER);
      case '+' -> times(once, 1, FOREVER);
      case '?' -> times(once, 0, 1);
      default -> {
        int[] bounds = Objects.requireNonNull(bounds(at - 1), "asked before");
        at = text.indexOf('}', at) + 1;
        yield times(once, bounds[0], bounds[1]);
      }
    };
  }

  // Braces that hold no numbers stand for themselves, as in Go.
  private int @Nullable [] bounds(int open) {
    int close = text.indexOf('}', open);
    if (close < 0 || !text.substring(open, close + 1).matches("\\{\\d{1,4}(,\\d{0,4})?\\}")) {
      return null;
    }
    String[] parts = text.substring(open + 1, close).split(",", -1);
    int least = Integer.parseInt(parts[0]);
    int most =
        parts.length == 1 ? least : parts[1].isEmpty() ? FOREVER : Integer.parseInt(parts[1]);
    if (least > MOST_TIMES || most > MOST_TIMES || (most != FOREVER && most < least)) {
      throw wrong("repeats " + text.substring(open, close + 1));
    }
    return new int[] {least, most};
  }

  private int[] times(int[] once, int least, int most) {
    int[] all = NOTHING;
    for (int i = 0; i < least; i++) {
      all = join(all, once);
    }
    int length = once.length / 3;
    if (most == FOREVER) {
      int[] enter = piece(LinearPattern.SPLIT, 1, 2 + length);
      return join(all, enter, once, piece(LinearPattern.JUMP, -1 - length, 0));
    }
    for (int i = least; i < most; i++) {
      all = join(all, piece(LinearPattern.SPLIT, 1, 1 + length), once);
    }
    return all;
  }

  private int[] atom() {
    char c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> set(setOf());
      case '.' -> set(dotIsAll ? "(?s:.)" : "[^\\n]");
      case '^' -> place(isByLine ? Assertions.LINE_START : Assertions.TEXT_START);
      case '$' -> place(isByLine ? Assertions.LINE_END : Assertions.TEXT_END);
      case '\\' -> escape();
      case '*', '+', '?' -> throw wrong("nothing to repeat");
      default -> {
        at--;
        yield set(literal(character()));
      }
    };
  }

  private int[] group() {
    boolean[] before = {ignoresCase, dotIsAll, isByLine};
    if (take('?') && flags()) {
      return NOTHING; // (?i) holds to the end of the group around it.
    }
    int[] inner = alternatives();
    if (!take(')')) {
      throw wrong("missing )");
    }
    ignoresCase = before[0];
    dotIsAll = before[1];
    isByLine = before[2];
    return inner;
  }

  /** Reads what follows {@code (?}; returns whether the group ends with its flags. */
  private boolean flags() {
    if (take('P') || peek() == '<') {
      name();
      return false;
    }
    boolean on = true;
    while (true) {
      char c = next();
      switch (c) {
        case 'i' -> ignoresCase = on;
        case 's' -> dotIsAll = on;
        case 'm' -> isByLine = on;
        case 'U' -> {}
        case '-' -> on = false;
        case ':' -> {
          return false;
        }
        case ')' -> {
          return true;
        }
        default -> throw wrong("look-around and other extensions are not supported: (?" + c);
      }
    }
  }

  private void name() {
    int close = text.indexOf('>', at);
    if (close < 0 || !text.substring(at, close).matches("<\\w+")) {
      throw wrong("look-around and other extensions are not supported");
    }
    at = close + 1;
  }

  private int[] escape() {
    char c = next();
    Integer place = PLACES.get(c);
    if (place != null) {
      return place(place);
    }
    at--;
    return set(escaped());
  }

  /** Reads what follows a backslash; returns a set, as the JDK writes it. */
  private String escaped() {
    char c = next();
    String set = SETS.get(c);
    if (set != null) {
      return set;
    }
    if (c == 'p' || c == 'P') {
      return property(c);
    }
    if (CONTROLS.indexOf(c) >= 0) {
      return literal(CONTROL_CODES[CONTROLS.indexOf(c)]);
    }
    if (c == 'x') {
      return literal(hexadecimal());
    }
    if (c == '0') {
      return literal(octal());
    }
    if (Character.isLetterOrDigit(c)) {
      throw wrong("back references and \\" + c + " are not supported");
    }
    at--;
    return literal(character());
  }

  private String property(char c) {
    String name = peek() == '{' ? between('{', '}') : Character.toString(next());
    boolean isNot = (c == 'P') != name.startsWith("^");
    String plain = name.startsWith("^") ? name.substring(1) : name;
    if (!plain.matches("\\w+")) {
      throw wrong("unknown property " + name);
    }
    String prefix = plain.length() <= 2 ? "" : "Is";
    return "[" + (isNot ? "^" : "") + "\\p{" + prefix + plain + "}]";
  }

  private int hexadecimal() {
    String digits = peek() == '{' ? between('{', '}') : Character.toString(next()) + next();
    if (!digits.matches("[0-9A-Fa-f]{1,6}") || Integer.parseInt(digits, 16) > 0x10ffff) {
      throw wrong("no character \\x" + digits);
    }
    return Integer.parseInt(digits, 16);
  }

  private int octal() {
    int value = 0;
    for (int i = 0; i < 2 && at < text.length() && peek() >= '0' && peek() <= '7'; i++) {
      value = 8 * value + next() - '0';
    }
    return value;
  }

  /** Reads what follows an opening bracket. */
  private String setOf() {
    StringBuilder set = new StringBuilder(take('^') ? "[^" : "[");
    boolean isFirst = true;
    while (isFirst || peek() != ']') {
      set.append(member());
      isFirst = false;
    }
    next();
    return set.append(']').toString();
  }

  private String member() {
    if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
      return posix();
    }
    String from = one();
    boolean isRange = peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']';
    if (!isRange) {
      return from;
    }
    next();
    return from + "-" + one();
  }

  private String one() {
    if (take('\\')) {
      return escaped();
    }
    return literal(character());
  }

  private String posix() {
    int close = text.indexOf(":]", at);
    String name = text.substring(at + 2, close);
    at = close + 2;
    boolean isNot = name.startsWith("^");
    String plain = isNot ? name.substring(1) : name;
    String set =
        switch (plain) {
          case "word" -> "0-9A-Za-z_";
          case "ascii" -> "\\x00-\\x7f";
          case "xdigit" -> "0-9A-Fa-f";
          case "alnum",
              "alpha",
              "blank",
              "cntrl",
              "digit",
              "graph",
              "lower",
              "print",
              "punct",
              "space",
              "upper" ->
              "\\p{" + Character.toUpperCase(plain.charAt(0)) + plain.substring(1) + "}";
          default -> throw wrong("unknown set [:" + name + ":]");
        };
    return "[" + (isNot ? "^" : "") + set + "]";
  }

  private String between(char open, char close) {
    int end = text.indexOf(close, at);
    if (end < 0) {
      throw wrong("missing " + close + " after " + open);
    }
    String inner = text.substring(at + 1, end);
    at = end + 1;
    return inner;
  }

  private static String literal(int character) {
    return "\\x{" + Integer.toHexString(character) + "}";
  }

  private int[] set(String java) {
    String cased = ignoresCase ? "(?iu)" + java : java;
    return piece(LinearPattern.CHARACTER, numbers.computeIfAbsent(cased, this::number), 0);
  }

  private int number(String java) {
    try {
      atoms.add(new Atom(Pattern.compile(java)));
    } catch (PatternSyntaxException e) {
      throw wrong(e.getDescription());
    }
    return atoms.size() - 1;
  }

  private static int[] place(int kind) {
    return piece(LinearPattern.ASSERT, kind, 0);
  }

  private static int[] piece(int operation, int first, int second) {
    return new int[] {operation, first, second};
  }

  private int[] join(int[]... pieces) {
    int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
    if (length > LARGEST) {
      throw wrong("it is too large; repeat less");
    }
    int[] all = new int[length];
    int filled = 0;
    for (int[] piece : pieces) {
      System.arraycopy(piece, 0, all, filled, piece.length);
      filled += piece.length;
    }
    return all;
  }

  private int character() {
    peek(); // complains at the end
    int character = text.codePointAt(at);
    at += Character.charCount(character);
    return character;
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private IllegalArgumentException wrong(String what) {
    String shown = expression.length() <= 80 ? expression : expression.substring(0, 80) + "…";
    return new IllegalArgumentException(
        "Not a regular expression of Go's kind: \""
            + shown
            + "\", "
            + what
            + " near character "
            + at
            + ". Correct it, or escape it with a backslash.");
  }
}
