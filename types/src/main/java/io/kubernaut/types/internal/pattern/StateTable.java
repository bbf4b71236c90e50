package io.kubernaut.types.internal.pattern;

import io.kubernaut.types.internal.pattern.LinearPattern.Atom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers for texts in ASCII whether an expression matches, with one look-up a character and
 * nothing allocated.
 *
 * <p>The program of a {@link LinearPattern} is followed in all ways at once. Here that is done
 * beforehand, for all texts (the subset construction of Rabin and Scott, 1959): each set of
 * addresses that can be reached together is a state, and the table says which state each of the 128
 * characters leads to. Sets can be exponentially many, so there is no table for more than 127. The
 * price is 256 bytes a state.
 *
 * <p>Immutable; safe for any thread.
 */
final class StateTable {

  static final int NO_MATCH = 0;
  static final int MATCH = 1;

  /** The text is not ASCII. */
  static final int UNKNOWN = -1;

  private static final int CHARACTERS = 128;
  private static final int MOST_STATES = 127;
  private static final int MOST_STEPS = 1_000;
  private static final int WIDTH = 3;
  private static final short DEAD = -1;

  // States are known by where their rows begin: there is nothing to multiply.
  private final short[] next;
  private final boolean[] isMatch;
  private final Run[] runs;

  /**
   * How many characters can be taken before it must be asked where they lead, and where that is.
   */
  private record Run(int length, int end) {}

  private StateTable(short[] next, boolean[] isMatch) {
    this.next = next;
    this.isMatch = isMatch;
    this.runs = new Run[isMatch.length];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = run(i * CHARACTERS);
    }
  }

  private Run run(int row) {
    int length = 0;
    int end = row;
    while (length < MOST_STATES && only(end) != DEAD && isSame(end, row)) {
      end = only(end);
      length++;
    }
    return new Run(length, end);
  }

  /** Returns the only row that follows; DEAD if there are several, or none. */
  private int only(int row) {
    int only = DEAD;
    for (int c = 0; c < CHARACTERS; c++) {
      int then = next[row + c];
      if (then != DEAD && only != DEAD && then != only) {
        return DEAD;
      }
      only = then == DEAD ? only : then;
    }
    return only;
  }

  /** Returns whether two rows go on with the same characters. */
  private boolean isSame(int row, int other) {
    for (int c = 0; c < CHARACTERS; c++) {
      if ((next[row + c] == DEAD) != (next[other + c] == DEAD)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the table of a program; null if it is too large or asserts places. */
  static @Nullable StateTable of(int[] program, Atom[] atoms) {
    if (program.length > WIDTH * MOST_STEPS) {
      return null;
    }
    for (int at = 0; at < program.length; at += WIDTH) {
      if (program[at] == LinearPattern.ASSERT) {
        return null;
      }
    }
    return new Construction(program, atoms).table();
  }

  /** Matches a text from its first to its last character. */
  int match(String text) {
    int row = 0;
    for (int i = 0; i < text.length(); ) {
      Run run = runs[row / CHARACTERS];
      if (isRun(text, i, row, run.length)) {
        i += run.length;
        row = run.end;
        continue;
      }
      char c = text.charAt(i++);
      if (c >= CHARACTERS) {
        return UNKNOWN;
      }
      int then = next[row + c];
      if (then == DEAD) {
        return NO_MATCH;
      }
      i = then == row ? past(text, i, row) : i;
      row = then;
    }
    return isMatch[row / CHARACTERS] ? MATCH : NO_MATCH;
  }

  // Here and below the row stays, so that no look-up has to wait for the one before.
  private boolean isRun(String text, int from, int row, int length) {
    if (length < 2 || length > text.length() - from) {
      return false;
    }
    for (int i = from; i < from + length; i++) {
      char c = text.charAt(i);
      if (c >= CHARACTERS || next[row + c] == DEAD) {
        return false;
      }
    }
    return true;
  }

  private int past(String text, int from, int row) {
    int i = from;
    while (i < text.length() && text.charAt(i) < CHARACTERS && next[row + text.charAt(i)] == row) {
      i++;
    }
    return i;
  }

  /** Finds the states, beginning with that before the first character. */
  private static final class Construction {

    private final int[] program;
    private final Atom[] atoms;
    private final int end;
    private final List<BitSet> states = new ArrayList<>();
    private short[] next = {};

    Construction(int[] program, Atom[] atoms) {
      this.program = program;
      this.atoms = atoms;
      this.end = program.length / WIDTH;
    }

    @Nullable StateTable table() {
      BitSet start = new BitSet();
      follow(0, start);
      states.add(start);
      for (int i = 0; i < states.size(); i++) {
        if (states.size() > MOST_STATES) {
          return null;
        }
        next = Arrays.copyOf(next, (i + 1) * CHARACTERS);
        for (int c = 0; c < CHARACTERS; c++) {
          next[i * CHARACTERS + c] = row(after(states.get(i), c));
        }
      }
      boolean[] isMatch = new boolean[states.size()];
      for (int i = 0; i < isMatch.length; i++) {
        isMatch[i] = states.get(i).get(end);
      }
      return new StateTable(next, isMatch);
    }

    private short row(BitSet addresses) {
      if (addresses.isEmpty()) {
        return DEAD;
      }
      int known = states.indexOf(addresses);
      if (known >= 0) {
        return (short) (known * CHARACTERS);
      }
      states.add(addresses);
      return (short) ((states.size() - 1) * CHARACTERS);
    }

    private BitSet after(BitSet addresses, int character) {
      BitSet reached = new BitSet();
      for (int at = addresses.nextSetBit(0);
          at >= 0 && at < end;
          at = addresses.nextSetBit(at + 1)) {
        if (program[WIDTH * at] == LinearPattern.CHARACTER
            && atoms[program[WIDTH * at + 1]].holds(character)) {
          follow(at + 1, reached);
        }
      }
      return reached;
    }

    // Everything that is reached without a character.
    private void follow(int address, BitSet reached) {
      if (reached.get(address)) {
        return;
      }
      reached.set(address);
      if (address == end) {
        return;
      }
      int first = program[WIDTH * address + 1];
      switch (program[WIDTH * address]) {
        case LinearPattern.JUMP -> follow(address + first, reached);
        case LinearPattern.SPLIT -> {
          follow(address + first, reached);
          follow(address + program[WIDTH * address + 2], reached);
        }
        default -> {}
      }
    }
  }
}
