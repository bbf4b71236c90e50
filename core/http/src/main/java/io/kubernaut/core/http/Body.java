package io.kubernaut.core.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** What follows the headers of a response. */
public sealed interface Body {

  /** A body without a byte. */
  Body EMPTY = new Bytes(new byte[0]);

  /** A body that is at hand. Sent without holding a thread, however slow the client reads. */
  final class Bytes implements Body {

    private final byte[] content;

    /**
     * A body of these bytes.
     *
     * @param content the bytes; not copied, so leave them alone afterwards
     */
    public Bytes(byte[] content) {
      this.content = Objects.requireNonNull(content, "content");
    }

    /**
     * Returns the bytes.
     *
     * @return the bytes themselves, not a copy: read them only
     */
    public byte[] content() {
      return content;
    }
  }

  /**
   * A body that is written while it is made, so that it never exists as a whole.
   *
   * @param writer writes it; called once at most, and not at all for a {@code HEAD} request
   */
  record Streamed(Writer writer) implements Body {

    /**
     * Checks the parts.
     *
     * @param writer writes it; called once at most, and not at all for a {@code HEAD} request
     */
    public Streamed {
      Objects.requireNonNull(writer, "writer");
    }
  }

  /**
   * A body without an end: the events of a topic, as {@code text/event-stream}.
   *
   * @param topic whose events the client gets until either side leaves
   */
  record Events(EventTopic topic) implements Body {

    /**
     * Checks the parts.
     *
     * @param topic whose events the client gets until either side leaves
     */
    public Events {
      Objects.requireNonNull(topic, "topic");
    }
  }

  /** Writes a body. */
  @FunctionalInterface
  interface Writer {

    /**
     * Writes the whole body. A client that reads slowly makes it wait, within the limits of the
     * server.
     *
     * @param out where to; buffered; must not be closed or kept
     * @throws IOException if the client has gone or is too slow: let it pass through
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
