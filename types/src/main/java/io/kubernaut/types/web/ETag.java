package io.kubernaut.types.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tag of a representation (RFC 9110, section 8.8.3).
 *
 * @param value the text between the quotes
 * @param weak whether equal tags promise only equal meaning, not equal bytes
 */
public record ETag(String value, boolean weak) {

  private static final Pattern VALUE = Pattern.compile("[\\x21\\x23-\\x7e\\x80-\\xff]*");
  private static final Pattern SYNTAX = Pattern.compile("(W/)?\"([^\"]*)\"");

  /**
   * Checks the tag.
   *
   * @param value the text between the quotes
   * @param weak whether it is weak
   * @throws IllegalArgumentException if the value has a quote, a space or a control character
   */
  public ETag {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Invalid entity tag \"" + value + "\". Use no quotes, spaces or control characters.");
    }
  }

  /**
   * Returns a strong tag.
   *
   * @param value the text between the quotes
   * @return the tag
   */
  public static ETag strong(String value) {
    return new ETag(value, false);
  }

  /**
   * Parses a tag as it stands in a header.
   *
   * @param text for example {@code W/"7"}
   * @return the tag
   * @throws IllegalArgumentException if it is not a tag
   */
  public static ETag parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Not an entity tag: " + text + ". Write it in quotes, for example \"7\" or W/\"7\".");
    }
    return new ETag(parts.group(2), parts.group(1) != null);
  }

  /**
   * Compares strongly, as If-Match does.
   *
   * @param other the other tag
   * @return true if both are strong and equal
   */
  public boolean matchesStrongly(ETag other) {
    return !weak && !other.weak && value.equals(other.value);
  }

  /**
   * Compares weakly, as If-None-Match does.
   *
   * @param other the other tag
   * @return true if the values are equal
   */
  public boolean matchesWeakly(ETag other) {
    return value.equals(other.value);
  }

  /** Returns the tag as it stands in a header. */
  @Override
  public String toString() {
    return (weak ? "W/" : "") + '"' + value + '"';
  }
}
