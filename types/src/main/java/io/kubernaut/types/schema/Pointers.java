package io.kubernaut.types.schema;

/** Writes JSON pointers (RFC 6901). */
final class Pointers {

  private Pointers() {}

  static String escape(String segment) {
    return segment.indexOf('~') < 0 && segment.indexOf('/') < 0
        ? segment
        : segment.replace("~", "~0").replace("/", "~1");
  }
}
