package io.kubernaut.metrics.registry.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.ProblemException;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-012")
class MetricsRoutesTest {
  private final AtomicLong now = new AtomicLong();

  /** Two families, and a second between them. */
  private final MetricSource source =
      (filter, sink) -> {
        for (String name : new String[] {"http_requests", "queue_depth"}) {
          if (filter.accepts(name)) {
            sink.family(new MetricMetadata(name, MetricType.COUNTER, "", ""));
            sink.counter(new byte[0], 0, 0, 1, 0, null);
          }
          now.addAndGet(1_000_000_000L);
        }
      };

  private final Route route = MetricsRoutes.of(Exposition.of(source), now::get).routes().get(0);

  private static Request get(String target) {
    return Request.of(HttpMethod.GET, target);
  }

  private Response answer(Request request) {
    try {
      return route.handler().handle(request);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] body(Response response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((Body.Streamed) response.body()).writer().writeTo(out);
    return out.toByteArray();
  }

  private static String text(Response response) throws IOException {
    return new String(body(response), StandardCharsets.UTF_8);
  }

  @Test
  void answersInTheFormatThatIsAskedFor() throws IOException {
    assertThat(route.permission().name()).isEqualTo("metrics:read");
    Response plain = answer(get("/metrics"));
    assertThat(plain.headers().first("Content-Type")).hasValue(PrometheusText.CONTENT_TYPE);
    assertThat(text(plain)).doesNotContain("# EOF").contains("http_requests_total 1\n");
    Response open = answer(get("/metrics").withHeader("Accept", "application/openmetrics-text"));
    assertThat(open.headers().first("Content-Type")).hasValue(OpenMetricsText.CONTENT_TYPE);
    assertThat(open.headers().joined("Vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(MetricParser.parseStrictly(body(open))).hasSize(2);
  }

  @Test
  void compressesForThoseWhoLike() throws IOException {
    Response response = answer(get("/metrics").withHeader("Accept-Encoding", "gzip"));
    assertThat(response.headers().first("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body(response)))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(text(answer(get("/metrics"))));
    }
  }

  @Test
  void writesOnlyWhatIsNamed() throws IOException {
    assertThat(text(answer(get("/metrics?name[]=http_requests_total"))))
        .contains("http_requests_total 1\n")
        .doesNotContain("queue_depth");
    assertThat(text(answer(get("/metrics?name[]=http_requests&name[]=queue_depth"))))
        .contains("http_requests", "queue_depth");
    assertThat(text(answer(get("/metrics?name[]=other")))).isEmpty();
  }

  @Test
  void breaksOffWhenTheScraperHasStoppedWaiting() {
    Response response =
        answer(get("/metrics").withHeader("X-Prometheus-Scrape-Timeout-Seconds", "0.5"));
    assertThatThrownBy(() -> body(response)).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void ignoresATimeThatIsNone() throws IOException {
    Request request = get("/metrics").withHeader("X-Prometheus-Scrape-Timeout-Seconds", "soon");
    assertThat(text(answer(request))).contains("queue_depth");
  }

  @Test
  void refusesAThirdScrapeWhileTwoRun() throws IOException {
    List<Throwable> refusals = new ArrayList<>();
    AtomicLong depth = new AtomicLong();
    Route[] own = new Route[1];
    MetricSource nested =
        (filter, sink) -> {
          try {
            depth.incrementAndGet();
            body(own[0].handler().handle(get("/metrics")));
          } catch (ProblemException refused) {
            refusals.add(refused);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    own[0] = MetricsRoutes.of(Exposition.of(nested), now::get).routes().get(0);
    Body first = answerOf(own[0]).body();
    ((Body.Streamed) first).writer().writeTo(new ByteArrayOutputStream());
    assertThat(depth).hasValue(2);
    assertThat(refusals)
        .singleElement()
        .extracting(refused -> ((ProblemException) refused).problem().status())
        .isEqualTo(503);
    assertThat(answerOf(own[0]).status()).as("places are free again").isEqualTo(200);
  }

  private static Response answerOf(Route route) {
    try {
      return route.handler().handle(get("/metrics"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
