package io.kubernaut.core.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses responses for clients that ask for it.
 *
 * <p>A route decides for itself whether its body is worth it, so that nothing secret is compressed
 * beside what an attacker chooses.
 */
public final class Gzip {

  /** Below this, headers and checksum eat what is won. */
  private static final int WORTH_IT = 1024;

  private Gzip() {}

  /**
   * Returns the response compressed if the client takes gzip and the body is worth it; else the
   * response itself. Either way {@code Vary} tells caches that it depends on the client.
   *
   * <p>A streamed body is compressed while it is written, at the fastest level, with a fixed amount
   * of memory.
   *
   * @param request whose {@code Accept-Encoding} counts
   * @param response the response
   * @return the response to send
   */
  public static Response compress(Request request, Response response) {
    if (response.body() instanceof Body.Events || response.headers().has("Content-Encoding")) {
      return response;
    }
    Response varied = response.withHeader("Vary", vary(response.headers()));
    if (!Negotiation.acceptsCoding(request.headers(), "gzip") || tooSmall(response.body())) {
      return varied;
    }
    return varied.withHeader("Content-Encoding", "gzip").withBody(compressed(response.body()));
  }

  private static String vary(Headers headers) {
    String vary = headers.joined("Vary");
    return vary.isEmpty() ? "Accept-Encoding" : vary + ", Accept-Encoding";
  }

  private static boolean tooSmall(Body body) {
    return body instanceof Body.Bytes bytes && bytes.content().length < WORTH_IT;
  }

  private static Body compressed(Body body) {
    if (body instanceof Body.Streamed streamed) {
      return new Body.Streamed(out -> writeCompressed(streamed.writer(), out));
    }
    byte[] content = ((Body.Bytes) body).content();
    return new Body.Bytes(compressed(content));
  }

  private static byte[] compressed(byte[] content) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 4 + 64)) {
      writeCompressed(gzip -> gzip.write(content), out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new IllegalStateException("An array in memory refused a write", impossible);
    }
  }

  private static void writeCompressed(Body.Writer writer, OutputStream out) throws IOException {
    try (OutputStream gzip = new FastGzip(new Unclosed(out))) {
      writer.writeTo(gzip);
    }
  }

  /** Level 1: a scrape is read once, on the same network. */
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out, 8 * 1024, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Closing the compressor frees native memory; the response below it stays open. */
  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
