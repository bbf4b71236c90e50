package io.kubernaut.types.schema;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into YAML documents at the lines that start with {@code ---} or {@code ...}:
 * nothing else may stand there, not even inside a text. Documents without content are left out.
 */
final class YamlDocuments implements Format.Documents {

  private final Bytes bytes;
  private boolean hasContent;

  YamlDocuments(Bytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    while (bytes.peek() >= 0) {
      if (line() && hasContent) {
        hasContent = false;
        return bytes.take();
      }
    }
    if (!hasContent) {
      return null;
    }
    hasContent = false;
    return bytes.take();
  }

  /** Takes a line, and returns whether a document ended with a marker at its start. */
  private boolean line() throws IOException {
    int first = bytes.peek();
    int marks = 0;
    while ((first == '-' || first == '.') && marks < 3 && bytes.peek() == first) {
      bytes.skip();
      marks++;
    }
    int next = bytes.peek();
    if (marks == 3 && (next < 0 || Bytes.isSpace(next))) {
      return true;
    }
    for (int i = 0; i < marks; i++) {
      bytes.append(first);
    }
    rest(marks > 0);
    return false;
  }

  private void rest(boolean isContent) throws IOException {
    boolean isComment = false;
    boolean content = isContent;
    for (int next = bytes.keep(); next >= 0 && next != '\n'; next = bytes.keep()) {
      isComment |= next == '#' && !content;
      content |= !Bytes.isSpace(next) && !isComment;
    }
    hasContent |= content;
  }
}
