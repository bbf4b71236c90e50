package io.kubernaut.core.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends the very bytes it is told, and reads what HTTP libraries would hide. */
public final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** A response as it came. */
  public record Answer(int status, Headers headers, String body) {}

  public static RawClient connect(URI server) throws IOException {
    return connect(server, 64 * 1024);
  }

  /** Connects with a receive buffer of this size, so that a slow client is slow soon. */
  public static RawClient connect(URI server, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
    return new RawClient(socket);
  }

  /** Sends text as it is, one byte for each character. */
  public RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends a request without a body. */
  public RawClient request(String method, String target, String... headers) throws IOException {
    StringBuilder text =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return send(text.append("\r\n").toString());
  }

  public Answer get(String target, String... headers) throws IOException {
    return request("GET", target, headers).read(false);
  }

  public Answer read() throws IOException {
    return read(false);
  }

  /** Reads one response; the answer to HEAD has no body, whatever its headers say. */
  public Answer read(boolean head) throws IOException {
    String statusLine = line();
    Headers.Builder headers = Headers.builder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
    Headers all = headers.build();
    boolean bodiless = head || status == 204 || status == 304;
    return new Answer(status, all, bodiless ? "" : body(all));
  }

  /** Reads status line and headers of a response whose body goes on. */
  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  private String body(Headers headers) throws IOException {
    if (headers.joined("Transfer-Encoding").equals("chunked")) {
      return chunks();
    }
    if (headers.has("Content-Length")) {
      return exactly(Integer.parseInt(headers.joined("Content-Length")));
    }
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
      body.append(chunk);
    }
    return body.toString();
  }

  /**
   * Reads the next chunk of a chunked body; the empty one ends it. The line end behind a chunk is
   * read with the next one, because a server may send it only then.
   */
  public String chunk() throws IOException {
    String size = line();
    String chunk = exactly(Integer.parseInt(size.isEmpty() ? line() : size, 16));
    if (chunk.isEmpty()) {
      line();
    }
    return chunk;
  }

  private String exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The body ended after " + bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The connection ended after \"" + line + "\"");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** Reads to the end; tells whether the server closed the connection before patience ran out. */
  public boolean closedByServer() {
    byte[] rest = new byte[8 * 1024];
    try {
      while (in.read(rest) >= 0) {
        // What is still under way does not matter.
      }
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Closes so that the server sees a reset, as from a client that has died. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
