package io.kubernaut.types.network;

/**
 * Somebody wants to talk to somebody.
 *
 * @param from who begins
 * @param to who is called
 * @param protocol TCP, UDP or SCTP
 * @param port the called party's port, 1 to 65535
 */
public record Connection(Party from, Party to, String protocol, int port) {

  /**
   * Checks the port.
   *
   * @param from who begins
   * @param to who is called
   * @param protocol TCP, UDP or SCTP
   * @param port the called party's port
   * @throws IllegalArgumentException if there is no such port
   */
  public Connection {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("No port " + port + ". Use 1 to 65535.");
    }
  }

  @Override
  public String toString() {
    return from + " to " + to + " " + protocol + "/" + port;
  }
}
