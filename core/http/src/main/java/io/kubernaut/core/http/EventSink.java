package io.kubernaut.core.http;

import java.nio.ByteBuffer;

/** The connection of one client of an {@link EventTopic}, as a server offers it. */
public interface EventSink {

  /**
   * Sends bytes to the client. Must not block. It is not called again before the outcome of the
   * call before is known.
   *
   * @param frame the bytes; shared with other clients, read-only
   * @param outcome told once how it went, on any thread, also within this call
   */
  void send(ByteBuffer frame, Outcome outcome);

  /** Ends the answer. Called once at most, and never while bytes are being sent. */
  void end();

  /**
   * Drops the connection, because the client has gone or does not take what was sent. Called once
   * at most, and not after {@link #end}; also while bytes are being sent.
   */
  void abort();

  /** Hears how sending went. */
  interface Outcome {

    /** The bytes are on their way. */
    void sent();

    /** The client has gone. */
    void failed();
  }
}
