package io.kubernaut.types.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the header once, and then the rows that have the same. */
final class CsvSequence implements Format.Sequence {

  private final OutputStream out;
  private byte @Nullable [] header;

  CsvSequence(OutputStream out) {
    this.out = out;
  }

  @Override
  public void append(byte[] document) throws IOException {
    int rowStart = rowStart(document);
    byte[] itsHeader = Arrays.copyOf(document, rowStart);
    if (header == null) {
      header = itsHeader;
      out.write(header);
    } else if (!Arrays.equals(header, itsHeader)) {
      throw new InvalidDocumentException(
          "sequence",
          List.of(
              new Violation(
                  "",
                  Violations.shown(new String(itsHeader, java.nio.charset.StandardCharsets.UTF_8)),
                  "has other columns than the first row",
                  "Write rows with other unknown fields to a sequence of their own.")));
    }
    out.write(document, rowStart, document.length - rowStart);
  }

  private static int rowStart(byte[] document) {
    boolean isQuoted = false;
    for (int i = 0; i < document.length; i++) {
      isQuoted ^= document[i] == '"';
      if (document[i] == '\n' && !isQuoted) {
        return i + 1;
      }
    }
    return document.length;
  }
}
