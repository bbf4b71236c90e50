package io.kubernaut.types.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads and writes documents of one type in one format.
 *
 * <p>What is read is checked: syntax, UTF-8, duplicate keys, {@link Limits}, declared constraints
 * and rules between fields. A document that breaks any is refused with all its problems. What is
 * written is checked the same way.
 *
 * <p>Immutable; safe for any thread. Blocks only on the stream it is given, and holds at most one
 * document in memory.
 *
 * @param <T> the type
 */
public interface Codec<T> {

  /**
   * Returns the type's schema.
   *
   * @return the schema
   */
  Schema<T> schema();

  /**
   * Returns the format's media type.
   *
   * @return for example {@code application/json}
   */
  String mediaType();

  /**
   * Reads one document.
   *
   * @param document all bytes of the document
   * @return the value
   * @throws InvalidDocumentException if the document breaks a rule or limit
   */
  T read(byte[] document);

  /**
   * Reads one document to the end of a stream. Does not close it.
   *
   * @param document where to read from
   * @return the value
   * @throws InvalidDocumentException if the document breaks a rule or limit
   * @throws IOException if the stream fails
   */
  T read(InputStream document) throws IOException;

  /**
   * Writes one document.
   *
   * @param value the value
   * @return its bytes
   * @throws InvalidDocumentException if the value breaks a rule
   */
  byte[] write(T value);

  /**
   * Opens a sequence of documents: JSON texts one after another or one array of them, YAML
   * documents between {@code ---}, CSV rows under a header, CBOR items.
   *
   * @param documents where to read from; closed with the reader
   * @return a reader
   * @throws IOException if the stream fails
   */
  DocumentReader<T> reader(InputStream documents) throws IOException;

  /**
   * Starts a sequence of documents: JSON one a line, YAML after {@code ---}, CSV rows under a
   * header, CBOR items.
   *
   * @param documents where to write to; closed with the writer
   * @return a writer
   * @throws IOException if the stream fails
   */
  DocumentWriter<T> writer(OutputStream documents) throws IOException;

  /**
   * Returns a codec with other limits.
   *
   * @param limits what to read at most
   * @return a codec
   */
  Codec<T> limits(Limits limits);

  /**
   * Returns a codec for documents that are kept: they start with the field {@code schema} as in
   * {@code "alert/2"}, and older versions are brought up to date when they are read.
   *
   * @return a codec
   */
  Codec<T> tagged();
}
