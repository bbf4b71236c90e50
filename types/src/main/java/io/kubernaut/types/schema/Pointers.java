package io.kubernaut.types.schema;

/** Writes JSON pointers (RFC 6901). */
public final class Pointers {

  private Pointers() {}

  /**
   * Returns a name as it stands in a pointer.
   *
   * @param segment the name of a field, or an index
   * @return the same with {@code ~} as {@code ~0} and {@code /} as {@code ~1}
   */
  public static String escape(String segment) {
    return segment.indexOf('~') < 0 && segment.indexOf('/') < 0
        ? segment
        : segment.replace("~", "~0").replace("/", "~1");
  }
}
