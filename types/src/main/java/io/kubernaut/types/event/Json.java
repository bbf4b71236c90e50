package io.kubernaut.types.event;

/** Looks at JSON before anybody reads it. */
final class Json {

  private Json() {}

  /** Returns the index of the first byte that is no white space; the length if there is none. */
  static int start(byte[] document, int from) {
    int at = from;
    while (at < document.length && " \t\r\n".indexOf(document[at]) >= 0) {
      at++;
    }
    return at;
  }
}
