package io.kubernaut.core.jetty;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/**
 * Finds out whether a client has hung up, without reading anything: while a handler runs nobody
 * reads, and what a client may have sent already is its next request. A socket that can be read and
 * has no byte to read is at its end.
 *
 * <p>A client that only closes its own direction counts as gone as well, as with other servers.
 */
final class Hangup {

  private Hangup() {}

  /** Tells whether the client at the other end has gone. Does not wait. */
  static boolean by(EndPoint endPoint) {
    return endPoint instanceof SocketChannelEndPoint socket && at(socket.getChannel());
  }

  private static boolean at(SelectableChannel channel) {
    if (!(channel instanceof SocketChannel socket) || !socket.isOpen()) {
      return true;
    }
    try (Selector selector = Selector.open()) {
      socket.register(selector, SelectionKey.OP_READ);
      return selector.selectNow() > 0 && socket.socket().getInputStream().available() == 0;
    } catch (ClosedChannelException closed) {
      return true;
    } catch (IOException unknown) {
      return false;
    }
  }
}
