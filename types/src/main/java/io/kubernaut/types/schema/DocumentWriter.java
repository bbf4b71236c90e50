package io.kubernaut.types.schema;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes a sequence of documents, one at a time. Used by one thread.
 *
 * @param <T> the type
 */
public interface DocumentWriter<T> extends Closeable {

  /**
   * Writes the next document.
   *
   * @param value the value
   * @throws InvalidDocumentException if the value breaks a rule; nothing is written then
   * @throws IOException if the stream fails
   */
  void write(T value) throws IOException;
}
