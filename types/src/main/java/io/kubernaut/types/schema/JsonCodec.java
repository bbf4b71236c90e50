package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** JSON (RFC 8259) in UTF-8. */
record JsonCodec<T>(Schema<T> schema, Limits limits, boolean isTagged) implements Codec<T> {

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public T read(byte[] document) {
    try {
      return Mappers.strict().readerFor(schema.type()).readValue(document);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  @Override
  public T read(InputStream document) throws IOException {
    return read(document.readNBytes(limits.maxBytes()));
  }

  @Override
  public byte[] write(T value) {
    try {
      return Mappers.strict().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw refused(e);
    }
  }

  private InvalidDocumentException refused(IOException e) {
    return new InvalidDocumentException(
        schema.toString(),
        List.of(new Violation("", "document", String.valueOf(e.getMessage()), "")));
  }

  @Override
  public DocumentReader<T> reader(InputStream documents) throws IOException {
    throw new IOException("JSON sequences come next");
  }

  @Override
  public DocumentWriter<T> writer(OutputStream documents) throws IOException {
    throw new IOException("JSON sequences come next");
  }

  @Override
  public Codec<T> limits(Limits limits) {
    return new JsonCodec<>(schema, limits, isTagged);
  }

  @Override
  public Codec<T> tagged() {
    return new JsonCodec<>(schema, limits, true);
  }
}
