package io.kubernaut.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One event of a stream that browsers read ({@code text/event-stream}).
 *
 * @param name its kind, such as {@code health}
 * @param data what happened, often a line of JSON; may have several lines
 * @param latestWins whether a newer event of this name makes this one pointless, as a newer state
 *     does; then a client that is behind gets only the newest
 */
public record ServerEvent(String name, String data, boolean latestWins) {

  /**
   * Checks the parts.
   *
   * @param name its kind, such as {@code health}
   * @param data what happened, often a line of JSON; may have several lines
   * @param latestWins whether a newer event of this name makes this one pointless, as a newer state
   *     does; then a client that is behind gets only the newest
   */
  public ServerEvent {
    Objects.requireNonNull(data, "data");
    if (name.isEmpty() || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(
          "Invalid event name \"%s\". Use a word without control characters, for example \"health\"."
              .formatted(name));
    }
  }

  /**
   * Returns an event that says how things are: a newer one of this name replaces it.
   *
   * @param name its kind
   * @param data the state
   * @return the event
   */
  public static ServerEvent state(String name, String data) {
    return new ServerEvent(name, data, true);
  }

  /**
   * Returns an event that says what happened: each one counts.
   *
   * @param name its kind
   * @param data what happened
   * @return the event
   */
  public static ServerEvent once(String name, String data) {
    return new ServerEvent(name, data, false);
  }

  /** Returns the bytes that go to every client. */
  ByteBuffer frame(long id) {
    StringBuilder out = new StringBuilder(data.length() + name.length() + 40);
    out.append("id: ").append(id).append("\nevent: ").append(name).append('\n');
    data.lines().forEach(line -> out.append("data: ").append(line).append('\n'));
    if (data.isEmpty()) {
      out.append("data: \n");
    }
    return bytes(out.append('\n').toString());
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }
}
