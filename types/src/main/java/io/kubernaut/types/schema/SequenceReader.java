package io.kubernaut.types.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads ahead by one document's bytes, never by its value: a refused one is told when asked for.
 */
final class SequenceReader<T> implements DocumentReader<T> {

  private final DocumentCodec<T> codec;
  private final InputStream in;
  private final Format.Documents documents;
  private @Nullable Supplier<T> next;
  private boolean isEnded;

  SequenceReader(DocumentCodec<T> codec, InputStream in) throws IOException {
    this.codec = codec;
    this.in = in;
    this.documents = codec.format().split(in, codec.limits());
  }

  @Override
  public boolean hasNext() {
    if (next == null && !isEnded) {
      next = advance();
      isEnded = next == null;
    }
    return next != null;
  }

  private @Nullable Supplier<T> advance() {
    try {
      byte[] document = documents.next();
      return document == null ? null : () -> codec.read(document);
    } catch (InvalidDocumentException e) {
      return () -> {
        // Where the next document would start is not known.
        isEnded = true;
        throw e;
      };
    } catch (IOException e) {
      isEnded = true;
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public T next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The sequence of documents is at its end.");
    }
    Supplier<T> document = next;
    next = null;
    return document.get();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
