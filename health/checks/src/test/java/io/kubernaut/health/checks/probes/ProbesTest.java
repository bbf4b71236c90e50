package io.kubernaut.health.checks.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.ProblemException;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.health.checks.ProcessCheck;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.schema.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-001")
class ProbesTest {

  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("shop").start();
  private final Health health = Health.builder().runOn(Runnable::run).bootstrap().start(platform);
  private final List<Route> routes = Probes.of(health, "1.4.2", test.clock()).routes();
  private volatile Outcome database = Outcome.up();
  private volatile boolean loopTurns = true;

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void saysEachPhaseToKubernetes() throws Exception {
    addChecks();
    assertThat(statuses()).isEqualTo("livez 200, readyz 503, startupz 503");
    assertThat(text(get("/readyz"))).isEqualTo("the service is starting\n");

    health.started();
    assertThat(statuses()).isEqualTo("livez 200, readyz 200, startupz 200");

    database = Outcome.down("password \"secret\" refused");
    test.advance(Duration.ofMinutes(1));
    assertThat(statuses()).isEqualTo("livez 200, readyz 503, startupz 200");
    assertThat(text(get("/readyz"))).isEqualTo("not ready: DOWN\n");

    database = Outcome.up();
    loopTurns = false;
    test.advance(Duration.ofMinutes(1));
    assertThat(statuses()).startsWith("livez 503, ");

    loopTurns = true;
    test.advance(Duration.ofMinutes(1));
    health.drain();
    assertThat(statuses()).isEqualTo("livez 200, readyz 503, startupz 200");
    assertThat(text(get("/readyz"))).isEqualTo("the service is about to stop\n");

    loopTurns = false;
    test.advance(Duration.ofMinutes(1));
    assertThat(text(get("/livez"))).isEqualTo("a check of the process is down\n");
  }

  @Test
  void degradedIsReady() throws Exception {
    health.check(HealthCheck.named("cache", () -> Outcome.down("gone")).optional());
    health.started();
    test.advance(Duration.ZERO);

    assertThat(get("/readyz").status()).isEqualTo(200);
    assertThat(json(get("/health"))).contains("\"status\":\"warn\"");
  }

  @Test
  void probesAreOpenToAllAndEssentialAndReportsAreNot() {
    assertThat(routes)
        .filteredOn(route -> route.pattern().endsWith("z") || route.pattern().startsWith("/readyz"))
        .hasSize(5)
        .allMatch(route -> route.permission().equals(Permission.PUBLIC) && route.essential());
    assertThat(routes)
        .filteredOn(
            route -> route.pattern().startsWith("/health/") || route.pattern().equals("/health"))
        .hasSize(4)
        .allMatch(route -> route.permission().equals(Permission.of("health:read")));
  }

  @Test
  void whatIsOpenToAllHoldsNoMessageAndNoDetail() throws Exception {
    addChecks();
    database = Outcome.down("password secret refused").with("user", "secret");
    health.started();
    test.advance(Duration.ofMinutes(1));

    String verbose = json(get("/readyz?verbose"));
    assertThat(verbose)
        .isEqualTo(
            "{\"status\":\"fail\",\"checks\":{\"db\":[{\"status\":\"fail\"}],"
                + "\"loop\":[{\"status\":\"pass\"}],\"orders\":[{\"status\":\"fail\"}]}}");
    assertThat(get("/readyz?verbose").headers().first("Content-Type"))
        .contains("application/health+json");
    assertThat(text(get("/readyz"))).doesNotContain("secret");
    assertThat(json(get("/health"))).contains("password secret refused").contains("\"user\"");
  }

  @Test
  void eachCheckAndGroupHasAPath() throws Exception {
    addChecks();
    database = Outcome.down("gone");
    test.advance(Duration.ofMinutes(1));

    assertThat(get("/readyz/{check...}", Map.of("check", "db")).status()).isEqualTo(503);
    assertThat(get("/readyz/{check...}", Map.of("check", "loop")).status()).isEqualTo(200);
    assertThat(json(get("/health/checks/{check...}", Map.of("check", "orders"))))
        .contains("\"impactedBy\":[\"db\"]");
    assertThat(json(get("/health/groups/{group...}", Map.of("group", "storage"))))
        .isEqualTo("{\"status\":\"fail\",\"score\":0,\"checks\":{\"db\":[{\"status\":\"fail\"}]}}");
    assertThatThrownBy(() -> get("/health/checks/{check...}", Map.of("check", "nope")))
        .isInstanceOf(ProblemException.class);
    assertThat(get("/health/explain").headers().first("Cache-Control")).contains("no-store");
    assertThat(json(get("/health/explain")))
        .contains("health.rollup")
        .contains("health.root-cause");
  }

  @Test
  void theReportIsAStandardBody() throws Exception {
    addChecks();
    health.started();
    test.advance(Duration.ofMinutes(1));

    HealthReport report = Codecs.json(HealthReport.class).read(bytes(get("/health")));
    assertThat(report.status()).isEqualTo(HealthStatus.UP);
    assertThat(report.version()).isEqualTo("1.4.2");
    assertThat(report.checks()).containsOnlyKeys("db", "orders", "loop");
  }

  @Test
  void speaksSpringAndMicroProfileOnRequest() throws Exception {
    health.check(HealthCheck.named("a\"b", () -> Outcome.degraded("so <so>").with("n", "1")));
    health.started();
    test.advance(Duration.ZERO);

    assertThat(json(get("/health?format=spring")))
        .isEqualTo(
            "{\"status\":\"UP\",\"components\":{\"a\\\"b\":{\"status\":\"UP\",\"details\":"
                + "{\"health\":\"DEGRADED\",\"score\":50,\"message\":\"so \\u003cso\\u003e\",\"n\":\"1\"}}}}");
    assertThat(json(get("/health?format=microprofile")))
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":[{\"name\":\"a\\\"b\",\"status\":\"UP\",\"data\":"
                + "{\"health\":\"DEGRADED\",\"score\":50,\"message\":\"so \\u003cso\\u003e\",\"n\":\"1\"}}]}");
    assertThatThrownBy(() -> get("/health?format=xml"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("health, spring or microprofile");
  }

  @Test
  void answersTheNamesOfTheGrpcProtocol() {
    addChecks();
    database = Outcome.down("gone");
    GrpcHealth grpc = GrpcHealth.of(health);
    assertThat(grpc.check("")).isEqualTo(GrpcHealth.ServingStatus.NOT_SERVING);

    health.started();
    test.advance(Duration.ofMinutes(1));

    assertThat(grpc.check("")).isEqualTo(GrpcHealth.ServingStatus.NOT_SERVING);
    assertThat(grpc.check("liveness")).isEqualTo(GrpcHealth.ServingStatus.SERVING);
    assertThat(grpc.check("startup")).isEqualTo(GrpcHealth.ServingStatus.SERVING);
    assertThat(grpc.check("loop")).isEqualTo(GrpcHealth.ServingStatus.SERVING);
    assertThat(grpc.check("storage")).isEqualTo(GrpcHealth.ServingStatus.NOT_SERVING);
    assertThat(grpc.check("nope")).isEqualTo(GrpcHealth.ServingStatus.SERVICE_UNKNOWN);
    assertThat(GrpcHealth.ServingStatus.SERVICE_UNKNOWN.number()).isEqualTo(3);
  }

  private void addChecks() {
    health.check(
        HealthCheck.named("db", () -> database).group("storage"),
        HealthCheck.named("orders", () -> true).dependsOn("db"));
    health.alive(ProcessCheck.named("loop", () -> loopTurns));
    test.advance(Duration.ZERO);
  }

  private String statuses() throws Exception {
    return "livez %d, readyz %d, startupz %d"
        .formatted(get("/livez").status(), get("/readyz").status(), get("/startupz").status());
  }

  private Response get(String target) throws Exception {
    String path = target.replaceAll("\\?.*", "");
    return route(path).handler().handle(Request.of(HttpMethod.GET, target));
  }

  private Response get(String pattern, Map<String, String> parameters) throws Exception {
    Request request = Request.of(HttpMethod.GET, "/").withPathParameters(parameters);
    return route(pattern).handler().handle(request);
  }

  private Route route(String pattern) {
    return routes.stream().filter(r -> r.pattern().equals(pattern)).findFirst().orElseThrow();
  }

  private static byte[] bytes(Response response) {
    return ((Body.Bytes) response.body()).content();
  }

  private static String text(Response response) {
    return new String(bytes(response), StandardCharsets.UTF_8);
  }

  private static String json(Response response) {
    return text(response);
  }
}
