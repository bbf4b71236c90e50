package io.kubernaut.types.schema;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into JSON texts, by counting brackets outside of quotes. It does not judge what is
 * between them: that is the parser's part.
 */
final class JsonDocuments implements Format.Documents {

  private final Bytes bytes;
  private boolean isStarted;
  private boolean isArray;

  JsonDocuments(Bytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    boolean isFirst = !isStarted;
    if (isFirst) {
      start();
    }
    bytes.skipSpace();
    if (isArray && !nextElement(isFirst)) {
      return null;
    }
    if (bytes.peek() < 0) {
      return null;
    }
    value();
    return bytes.take();
  }

  private void start() throws IOException {
    isStarted = true;
    bytes.skipSpace();
    isArray = bytes.peek() == '[';
    if (isArray) {
      bytes.skip();
    }
  }

  private boolean nextElement(boolean isFirst) throws IOException {
    int next = bytes.peek();
    if (next == ']') {
      bytes.skip();
      bytes.skipSpace();
      require(bytes.peek() < 0, "something follows the array", "Write one array, or no array.");
      return false;
    }
    require(next >= 0, "the array has no end", "Check whether the document was cut off.");
    if (!isFirst) {
      require(next == ',', "a comma is missing between two elements", "Write it.");
      bytes.skip();
      bytes.skipSpace();
    }
    return true;
  }

  private static void require(boolean holds, String problem, String remedy) {
    if (!holds) {
      throw new InvalidDocumentException(
          "sequence",
          List.of(new Violation("", problem, "is not a well-formed JSON sequence", remedy)));
    }
  }

  private void value() throws IOException {
    int first = bytes.keep();
    if (first == '"') {
      text();
    } else if (first == '{' || first == '[') {
      nested();
    } else {
      while (!isEnd(bytes.peek())) {
        bytes.keep();
      }
    }
  }

  private static boolean isEnd(int next) {
    return next < 0 || Bytes.isSpace(next) || next == ',' || next == ']' || next == '{';
  }

  private void nested() throws IOException {
    for (int depth = 1; depth > 0; ) {
      switch (bytes.keep()) {
        case -1 -> depth = 0;
        case '"' -> text();
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
    }
  }

  private void text() throws IOException {
    for (int next = bytes.keep(); next >= 0 && next != '"'; next = bytes.keep()) {
      if (next == '\\') {
        bytes.keep();
      }
    }
  }
}
