package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A way to write documents down. All formats say the same thing, a JSON tree; they differ in the
 * bytes, and in where one document of a sequence ends.
 */
interface Format {

  String mediaType();

  /** Opens a document; the parser stands before its first token. */
  JsonParser parser(Schema<?> schema, byte[] document, Limits limits) throws IOException;

  /** Writes a tree. */
  byte[] write(Schema<?> schema, ObjectNode tree) throws IOException;

  /** Cuts a sequence into its documents, each within the limits. */
  Documents split(InputStream sequence, Limits limits) throws IOException;

  /** Starts a sequence of documents. */
  Sequence join(OutputStream sequence);

  /** The documents of a sequence, as bytes. */
  interface Documents {
    /** Returns the next document, or null at the end. */
    byte @org.jspecify.annotations.Nullable [] next() throws IOException;
  }

  /** Where documents are appended to. */
  interface Sequence {
    void append(byte[] document) throws IOException;
  }
}
