package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-012")
class GzipTest {

  private static final byte[] LONG = "up 1\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);

  private final Request plain = Request.of(HttpMethod.GET, "/metrics");
  private final Request gzip = plain.withHeader("Accept-Encoding", "gzip");

  @Test
  void compressesBytesThatAreWorthIt() throws IOException {
    Response response = Gzip.compress(gzip, Response.bytes("text/plain", LONG));

    assertThat(response.headers().first("Content-Encoding")).contains("gzip");
    assertThat(response.headers().first("Vary")).contains("Accept-Encoding");
    assertThat(unzipped(written(response))).isEqualTo(LONG);
  }

  @Test
  void compressesAStreamWhileItIsWritten() throws IOException {
    Response response =
        Gzip.compress(gzip, Response.streamed("text/plain", out -> out.write(LONG)));

    assertThat(response.headers().first("Content-Encoding")).contains("gzip");
    assertThat(unzipped(written(response))).isEqualTo(LONG);
  }

  @Test
  void leavesShortAndUnwantedAnswersAlone() throws IOException {
    Response small = Gzip.compress(gzip, Response.text("ok"));
    Response unwanted = Gzip.compress(plain, Response.bytes("text/plain", LONG));

    assertThat(small.headers().has("Content-Encoding")).isFalse();
    assertThat(unwanted.headers().has("Content-Encoding")).isFalse();
    assertThat(unwanted.headers().first("Vary")).contains("Accept-Encoding");
    assertThat(written(unwanted)).isEqualTo(LONG);
  }

  @Test
  void compressesNothingTwiceAndKeepsWhatElseItVariesBy() {
    Response response = Response.bytes("text/plain", LONG).withHeader("Vary", "Accept");

    Response once = Gzip.compress(gzip, response);
    assertThat(once.headers().first("Vary")).contains("Accept, Accept-Encoding");
    assertThat(Gzip.compress(gzip, once)).isSameAs(once);
  }

  @Test
  void aWriterThatFailsIsHeard() {
    Response response =
        Gzip.compress(
            gzip,
            Response.streamed(
                "text/plain",
                out -> {
                  throw new IOException("gone");
                }));

    assertThatThrownBy(() -> written(response)).isInstanceOf(IOException.class).hasMessage("gone");
  }

  private static byte[] written(Response response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (response.body() instanceof Body.Streamed streamed) {
      streamed.writer().writeTo(out);
    } else if (response.body() instanceof Body.Bytes bytes) {
      out.write(bytes.content());
    }
    return out.toByteArray();
  }

  private static byte[] unzipped(byte[] bytes) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
  }
}
