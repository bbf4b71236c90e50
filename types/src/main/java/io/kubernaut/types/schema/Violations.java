package io.kubernaut.types.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a value. Used by one thread. */
public final class Violations {

  private static final int SHOWN = 80;
  private static final Pattern CONTROL = Pattern.compile("\\p{C}");

  private final String base;
  private final List<Violation> found;

  /** Creates an empty collection. */
  public Violations() {
    this("", new ArrayList<>());
  }

  private Violations(String base, List<Violation> found) {
    this.base = base;
    this.found = found;
  }

  /**
   * Adds a violation unless a condition holds.
   *
   * @param holds the condition
   * @param pointer where, relative to the value that is checked, for example {@code /endsAt}
   * @param given what stands there
   * @param rule the rule, as in {@code must be after startsAt}
   * @param remedy what to do
   */
  public void unless(
      boolean holds, String pointer, @Nullable Object given, String rule, String remedy) {
    if (!holds) {
      add(pointer, given, rule, remedy);
    }
  }

  /**
   * Adds a violation.
   *
   * @param pointer where, relative to the value that is checked, for example {@code /endsAt}
   * @param given what stands there
   * @param rule the rule, as in {@code must be after startsAt}
   * @param remedy what to do
   */
  public void add(String pointer, @Nullable Object given, String rule, String remedy) {
    found.add(new Violation(base + pointer, shown(given), rule, remedy));
  }

  /**
   * Returns what was added so far.
   *
   * @return a copy
   */
  public List<Violation> found() {
    return List.copyOf(found);
  }

  /** Returns a view that adds to the same collection, below a field or element. */
  Violations below(String segment) {
    return new Violations(base + "/" + Pointers.escape(segment), found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void addAll(List<Violation> more) {
    more.forEach(
        v -> found.add(new Violation(base + v.pointer(), v.given(), v.rule(), v.remedy())));
  }

  /** Shows a value in a message: quoted if it is text, and never long. */
  static String shown(@Nullable Object given) {
    if (given == null) {
      return "nothing";
    }
    String text = given instanceof CharSequence ? "\"" + given + "\"" : given.toString();
    String brief = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    // A line break in a message would let a document write lines of its own into a log.
    return CONTROL.matcher(brief).replaceAll("·");
  }
}
