package io.kubernaut.health.checks.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.health.checks.history.HealthHistory;
import io.kubernaut.types.schema.RawJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@Tag("BR-HEALTH-004")
class StatusPageTest {

  private static final String HOSTILE = "</text><script>alert(\"1\")</script>&'\ud800";

  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("shop").start();
  private final Health health = Health.builder().runOn(Runnable::run).start(platform);
  private final StatusPage page = StatusPage.of(health, HealthHistory.of(health), test.clock());

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void thePictureIsWellFormedNeedsNoNetworkAndEscapesHostileNames() throws Exception {
    health.check(
        HealthCheck.named(HOSTILE, () -> Outcome.down(HOSTILE))
            .group(HOSTILE)
            .hysteresis(Hysteresis.NONE),
        HealthCheck.named("orders", () -> true).dependsOn(HOSTILE));
    test.advance(Duration.ofMinutes(5));

    String svg = page.svg();
    Document read = parsed(svg);

    assertThat(read.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(read))
        .contains("<script>alert(\"1\")</script>")
        .contains("orders  DOWN  follows");
    assertThat(read.getElementsByTagName("rect").getLength()).isEqualTo(60 * 3);
    assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("href");
  }

  @Test
  void thePageAndTheJsonAreWellFormedToo() throws Exception {
    health.check(HealthCheck.named(HOSTILE, () -> true).group(HOSTILE));
    test.advance(Duration.ofMinutes(5));

    assertThat(answer("/health/status")).startsWith("<!DOCTYPE html>").doesNotContain("<script");
    assertThat(RawJson.of(answer("/health/status.json")).node().path("checks").size()).isEqualTo(1);
    assertThat(answer("/health/status.json"))
        .startsWith(
            "{\"service\":\"shop\",\"status\":\"UP\",\"score\":100,\"cause\":\"Nothing is in trouble.\",\"availability\":1.000000,");
    assertThat(page.routes().routes())
        .allMatch(route -> route.permission().name().equals("health:read"));
  }

  @Test
  void nothingOfItIsKeptByCaches() throws Exception {
    for (Route route : page.routes().routes()) {
      Request request = Request.of(HttpMethod.GET, route.pattern());
      assertThat(route.handler().handle(request).headers().first("Cache-Control"))
          .as(route.pattern())
          .contains("no-store");
    }
  }

  private String answer(String path) throws Exception {
    Route route =
        page.routes().routes().stream()
            .filter(one -> one.pattern().equals(path))
            .findFirst()
            .orElseThrow();
    Body body = route.handler().handle(Request.of(HttpMethod.GET, path)).body();
    return new String(((Body.Bytes) body).content(), StandardCharsets.UTF_8);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static String texts(Document document) {
    StringBuilder all = new StringBuilder();
    NodeList texts = document.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      all.append(texts.item(i).getTextContent()).append('\n');
    }
    return all.toString();
  }
}
