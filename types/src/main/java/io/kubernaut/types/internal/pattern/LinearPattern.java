package io.kubernaut.types.internal.pattern;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is matched in linear time, whatever it is and whatever it is matched
 * against.
 *
 * <p>Expressions in matchers and parameters come from outside. The JDK tries one way through an
 * expression after the other, and {@code (a+)+b} has exponentially many; a long text also makes it
 * recurse until the stack ends. Here the expression is compiled to a small program, and all ways
 * are followed at once, one character of the text after the other (Thompson, 1968): the time is at
 * most the length of the text times that of the program, and the memory that of the program. The
 * price is that there are no back references and no look-around, which Go's and RE2's expressions
 * do not have either; and that a simple expression is slower than with the JDK.
 *
 * <p>The syntax is Go's. Which characters a class holds is left to the JDK.
 *
 * <p>Immutable; safe for any thread.
 *
 * @see <a href="https://swtch.com/~rsc/regexp/regexp2.html">Regular Expression Matching: the
 *     Virtual Machine Approach</a>
 */
public final class LinearPattern {

  static final int CHARACTER = 0;
  static final int SPLIT = 1;
  static final int JUMP = 2;
  static final int ASSERT = 3;

  private static final int WIDTH = 3;

  private final String expression;
  // Triples: an operation and two operands, which are relative addresses or numbers.
  private final int[] program;
  private final Atom[] atoms;

  private LinearPattern(String expression, int[] program, Atom[] atoms) {
    this.expression = expression;
    this.program = program;
    this.atoms = atoms;
  }

  /**
   * Compiles an expression.
   *
   * @param expression in the syntax of Go
   * @return the pattern
   * @throws IllegalArgumentException if it is no such expression, or a very large one
   */
  public static LinearPattern compile(String expression) {
    PatternParser parser = new PatternParser(expression);
    int[] program = parser.program();
    return new LinearPattern(expression, program, parser.atoms());
  }

  /**
   * Matches a text from its first to its last character.
   *
   * @param text any text
   * @return whether all of it matches
   */
  public boolean matches(String text) {
    return new Run(text, true).isMatch();
  }

  /**
   * Looks for a match anywhere in a text.
   *
   * @param text any text
   * @return whether any part of it matches
   */
  public boolean isIn(String text) {
    return new Run(text, false).isMatch();
  }

  /** Returns the answers for texts in ASCII; null if there would be too many. */
  @Nullable StateTable table() {
    return StateTable.of(program, atoms);
  }

  /** Returns the expression. */
  @Override
  public String toString() {
    return expression;
  }

  /** One text on its way through the program. */
  private final class Run {

    private final String text;
    private final boolean isWhole;
    private final int end = program.length / WIDTH;
    private final int[] stack = new int[2 * end + 2];
    private final int[] seen = new int[end + 1];
    private int[] now = new int[end + 1];
    private int[] next = new int[end + 1];
    private int nowCount;
    private int nextCount;

    Run(String text, boolean isWhole) {
      this.text = text;
      this.isWhole = isWhole;
      Arrays.fill(seen, -1);
    }

    boolean isMatch() {
      follow(0, 0);
      turn();
      for (int at = 0; at < text.length(); ) {
        if (isWhole ? nowCount == 0 : seen[end] >= 0) {
          return !isWhole;
        }
        int character = text.codePointAt(at);
        at += Character.charCount(character);
        step(character, at);
        if (!isWhole) {
          follow(0, at);
        }
        turn();
      }
      return seen[end] >= (isWhole ? text.length() : 0);
    }

    private void turn() {
      int[] old = now;
      now = next;
      next = old;
      nowCount = nextCount;
      nextCount = 0;
    }

    private void step(int character, int at) {
      for (int i = 0; i < nowCount; i++) {
        int address = now[i];
        if (atoms[program[WIDTH * address + 1]].holds(character)) {
          follow(address + 1, at);
        }
      }
    }

    // Follows everything that takes no character; marks what was seen at this place of the text.
    private void follow(int start, int at) {
      int depth = 0;
      stack[depth++] = start;
      while (depth > 0) {
        int address = stack[--depth];
        if (seen[address] == at) {
          continue;
        }
        seen[address] = at;
        if (address == end) {
          continue;
        }
        int first = program[WIDTH * address + 1];
        switch (program[WIDTH * address]) {
          case CHARACTER -> next[nextCount++] = address;
          case JUMP -> stack[depth++] = address + first;
          case SPLIT -> {
            stack[depth++] = address + first;
            stack[depth++] = address + program[WIDTH * address + 2];
          }
          default -> {
            if (Assertions.hold(first, text, at)) {
              stack[depth++] = address + 1;
            }
          }
        }
      }
    }
  }

  /** What can be said about a place between two characters. */
  static final class Assertions {

    static final int TEXT_START = 0;
    static final int TEXT_END = 1;
    static final int LINE_START = 2;
    static final int LINE_END = 3;
    static final int WORD_EDGE = 4;
    static final int NO_WORD_EDGE = 5;

    private Assertions() {}

    static boolean hold(int kind, String text, int at) {
      boolean isEdge = isWord(text, at - 1) != isWord(text, at);
      return switch (kind) {
        case TEXT_START -> at == 0;
        case TEXT_END -> at == text.length();
        case LINE_START -> at == 0 || text.charAt(at - 1) == '\n';
        case LINE_END -> at == text.length() || text.charAt(at) == '\n';
        case WORD_EDGE -> isEdge;
        default -> !isEdge;
      };
    }

    private static boolean isWord(String text, int at) {
      char c = at < 0 || at >= text.length() ? ' ' : text.charAt(at);
      return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
  }

  /** A set of characters. What it answered for Latin 1 it knows by heart. */
  static final class Atom {

    private static final byte IN = 1;
    private static final byte OUT = 2;

    private final Pattern set;
    // Two threads may ask at once; they write the same answer.
    private final byte[] known = new byte[256];

    Atom(Pattern set) {
      this.set = set;
    }

    boolean holds(int character) {
      if (character >= known.length) {
        return ask(character);
      }
      if (known[character] == 0) {
        known[character] = ask(character) ? IN : OUT;
      }
      return known[character] == IN;
    }

    private boolean ask(int character) {
      return set.matcher(Character.toString(character)).matches();
    }
  }
}
