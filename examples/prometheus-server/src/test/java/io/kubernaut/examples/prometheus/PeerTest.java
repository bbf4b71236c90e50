package io.kubernaut.examples.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus writes to this server, and another one reads from it. */
@Timeout(300)
@Tag("BR-OBS-001")
class PeerTest {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  @TempDir private Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /** Asks until there is a result. */
  private static JsonNode await(Client client, String target)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      JsonNode answer = client.get(target);
      JsonNode result = answer.at("/data/result");
      if (!result.isEmpty()) {
        return result;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(target + " stayed without a result: " + answer);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  @Test
  void isWrittenToAndReadFromByPrometheus() throws Exception {
    try (RunningServer ours = RunningServer.in(folder("ours"));
        PeerPrometheus writer = PeerPrometheus.writingTo(ours.uri(), folder("writer"))) {
      Client client = new Client(ours.uri());
      String up = "/api/v1/query?query=count_over_time(up%7Bjob=%22self%22%7D%5B5m%5D)%3E2";
      assertThat(await(client, up)).hasSize(1);
      String buckets =
          "/api/v1/query?query=count(rate(prometheus_http_request_duration_seconds_bucket%5B1m%5D))";
      await(client, buckets);
      assertThat(await(new Client(writer.uri()), up)).hasSize(1);
      try (PeerPrometheus reader = PeerPrometheus.readingFrom(ours.uri(), folder("reader"))) {
        JsonNode read = await(new Client(reader.uri()), up);
        assertThat(read.at("/0/metric/job").asText()).isEqualTo("self");
      }
    }
  }
}
