package io.kubernaut.types.schema;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Reads a sequence of documents, one at a time and in bounded memory. {@link #next()} throws {@link
 * InvalidDocumentException} for a document that breaks a rule; the next call goes on behind it if
 * only a rule was broken, and ends the sequence if the syntax was. Used by one thread.
 *
 * @param <T> the type
 */
public interface DocumentReader<T> extends Iterator<T>, Closeable {}
