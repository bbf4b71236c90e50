package io.kubernaut.types.schema;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts CSV into documents of the header and one row; line breaks between quotes are content. */
final class CsvDocuments implements Format.Documents {

  private final Bytes bytes;
  private byte @Nullable [] header;

  CsvDocuments(Bytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (header == null) {
      skipEmptyLines();
      row();
      header = bytes.take();
    }
    skipEmptyLines();
    if (bytes.peek() < 0) {
      return null;
    }
    for (byte each : header) {
      bytes.append(each);
    }
    row();
    return bytes.take();
  }

  private void skipEmptyLines() throws IOException {
    while (bytes.peek() == '\r' || bytes.peek() == '\n') {
      bytes.skip();
    }
  }

  private void row() throws IOException {
    boolean isQuoted = false;
    for (int next = bytes.keep(); next >= 0; next = bytes.keep()) {
      isQuoted ^= next == '"';
      if (next == '\n' && !isQuoted) {
        return;
      }
    }
  }
}
