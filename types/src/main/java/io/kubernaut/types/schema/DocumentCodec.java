package io.kubernaut.types.schema;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A codec made of a schema, a format and limits. */
record DocumentCodec<T>(Schema<T> schema, Format format, Limits limits, boolean isTagged)
    implements Codec<T> {

  @Override
  public String mediaType() {
    return format.mediaType();
  }

  @Override
  public T read(byte[] document) {
    if (document.length > limits.maxBytes()) {
      throw refused(Problems.tooLong(limits));
    }
    return new Reading<>(this, document).read();
  }

  @Override
  public T read(InputStream document) throws IOException {
    byte[] read = document.readNBytes(limits.maxBytes());
    if (read.length == limits.maxBytes() && document.read() >= 0) {
      throw refused(Problems.tooLong(limits));
    }
    return read(read);
  }

  InvalidDocumentException refused(Violation violation) {
    return new InvalidDocumentException(schema.toString(), List.of(violation));
  }

  @Override
  public byte[] write(T value) {
    return new Writing<>(this).write(value, false);
  }

  @Override
  public DocumentReader<T> reader(InputStream documents) throws IOException {
    return new SequenceReader<>(this, documents);
  }

  @Override
  public DocumentWriter<T> writer(OutputStream documents) {
    OutputStream out = new BufferedOutputStream(documents);
    Format.Sequence sequence = format.join(out);
    return new DocumentWriter<>() {
      @Override
      public void write(T value) throws IOException {
        sequence.append(new Writing<>(DocumentCodec.this).write(value, true));
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  @Override
  public Codec<T> limits(Limits limits) {
    return new DocumentCodec<>(schema, format, limits, isTagged);
  }

  @Override
  public Codec<T> tagged() {
    return new DocumentCodec<>(schema, format, limits, true);
  }
}
