package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.AccessPolicy;
import io.kubernaut.core.http.HttpServer.Binding;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.metrics.registry.RegistryOptions;
import io.kubernaut.metrics.registry.binders.CoverageReport.Coverage;
import io.micrometer.core.instrument.Counter;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KubernautTest {

  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private final Web web = new Web();

  private static KubernautBuilder builder(String name) {
    return new KubernautBuilder(name, new Settings(property -> null, Web.IN_MEMORY));
  }

  @Test
  void withoutConfigurationMeasuresAndOpensNoPort() throws JMException {
    try (Kubernaut kubernaut = builder("gateway").start()) {
      Counter received =
          kubernaut.metrics().counter("gateway.signals.received", "source", "alertmanager");
      received.increment();
      assertThat(received.count()).isEqualTo(1.0);
      assertThat(kubernaut.metrics().get("jvm.memory.used").gauges()).isNotEmpty();
      assertThat(kubernaut.http().binding()).isInstanceOf(Binding.Off.class);
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.RUNNING);
      ObjectName metrics = kubernaut.platform().beans().name("Metrics");
      assertThat((Integer) BEANS.getAttribute(metrics, "Families")).isGreaterThan(30);
      assertThat(kubernaut).hasToString("Kubernaut[gateway RUNNING, Off[]]");
    }
  }

  @Test
  @Tag("BR-MET-001")
  void showsTheMachineTheServerAndItselfWithRealValues() throws Exception {
    try (Kubernaut kubernaut = builder("gateway").http(0).start()) {
      kubernaut.metrics().counter("gateway.signals.received").increment();
      web.scrape(kubernaut);
      assertThat(web.families(kubernaut))
          .contains(
              "jvm_memory_used_bytes",
              "jvm_threads_live_threads",
              "process_cpu_seconds",
              "process_resident_memory_bytes",
              "host_memory_total_bytes",
              "http_server_request_duration_seconds",
              "gateway_signals_received",
              "kubernaut_platform_state",
              "kubernaut_component_up",
              "kubernaut_sdk_accuracy_ratio",
              "kubernaut_sdk_record_seconds");
      assertThat(kubernaut.attachments().coverage().components())
          .extracting(Coverage::kind, Coverage::name)
          .contains(
              org.assertj.core.groups.Tuple.tuple("platform", "gateway"),
              org.assertj.core.groups.Tuple.tuple("http server", "kubernaut"));
    }
  }

  @Test
  @Tag("BR-MET-012")
  void answersAnIndexAProbeAndAScrapeOnTheLoopbackAddress() throws Exception {
    try (Kubernaut kubernaut = builder("gateway").http(0).start()) {
      assertThat(Web.base(kubernaut).getHost()).isEqualTo("127.0.0.1");
      HttpResponse<String> index = web.get(Web.base(kubernaut).resolve("/"), "Accept", "text/html");
      assertThat(index.statusCode()).isEqualTo(200);
      assertThat(index.body()).contains("gateway", "/metrics", "/livez");
      assertThat(web.get(Web.base(kubernaut).resolve("/livez")).body()).isEqualTo("ok\n");
      assertThat(web.get(Web.base(kubernaut).resolve("/metrics?name[]=jvm_info")).body())
          .contains("jvm_info{")
          .doesNotContain("process_cpu");
      assertThat(web.get(Web.base(kubernaut).resolve("/nothing")).statusCode()).isEqualTo(404);
      assertThat(web.scrape(kubernaut))
          .contains(
              "http_server_request_duration_seconds_count{name=\"kubernaut\",method=\"GET\",route=\"/livez\",status=\"200\"");
    }
  }

  @Test
  void opensItsPortWhenItIsAskedLater() throws Exception {
    Settings off = new Settings(Map.of("kubernaut.http.port", "off")::get, Web.IN_MEMORY);
    try (Kubernaut kubernaut = new KubernautBuilder("gateway", off).http(0).start()) {
      assertThat(kubernaut.http().uri()).isEmpty();
      assertThat(kubernaut.http().start()).isInstanceOf(Binding.Listening.class);
      assertThat(kubernaut.http().start()).as("asked twice").isEqualTo(kubernaut.http().binding());
      assertThat(web.scrape(kubernaut)).contains("jvm_info{");
      assertThat(kubernaut.http().stop(Duration.ofSeconds(1))).isTrue();
      assertThat(kubernaut.http().binding()).isInstanceOf(Binding.Off.class);
      assertThatThrownBy(kubernaut.http()::start).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @Tag("BR-MET-004")
  void putsServiceVersionAndLabelsOnEverySeries() throws Exception {
    try (Kubernaut kubernaut =
        builder("gateway").version("1.4.2").label("environment", "test").http(0).start()) {
      kubernaut.metrics().counter("gateway.signals.received", "source", "x").increment();
      assertThat(web.scrape(kubernaut))
          .contains(
              "gateway_signals_received_total{source=\"x\",environment=\"test\",service=\"gateway\",version=\"1.4.2\"} 1\n");
      assertThat(kubernaut.platform().labels()).containsEntry("service", "gateway");
    }
    try (Kubernaut kubernaut = builder("gateway-7").label("service", "gateway").start()) {
      assertThat(kubernaut.platform().labels()).containsEntry("service", "gateway");
    }
  }

  @Test
  void twoInOneVirtualMachineDoNotMeet() throws Exception {
    Kubernaut one = builder("gateway").http(0).start();
    try (Kubernaut other = builder("gateway").http(0).start()) {
      one.metrics().counter("only.here").increment();
      assertThat(web.scrape(one)).contains("only_here_total{service=\"gateway\"} 1\n");
      assertThat(web.scrape(other)).doesNotContain("only_here");
      assertThat(Web.base(one)).isNotEqualTo(Web.base(other));
      assertThat(one.platform().beans().name("Metrics"))
          .isNotEqualTo(other.platform().beans().name("Metrics"));
      one.close();
      assertThat(web.scrape(other)).contains("jvm_info{");
      assertThat(BEANS.isRegistered(other.platform().beans().name("Metrics"))).isTrue();
    }
  }

  @Test
  @Tag("BR-SEC-003")
  void asksTheAccessPolicyAndServesTheRoutesOfTheService() throws Exception {
    Routes orders =
        Routes.of(
            Route.get("/orders", Permission.of("orders:read"), request -> Response.text("none\n")));
    try (Kubernaut kubernaut =
        builder("gateway")
            .http(0)
            .routes("orders", orders)
            .access((request, permission) -> onlyOrders(permission))
            .start()) {
      assertThat(web.get(Web.base(kubernaut).resolve("/orders")).body()).isEqualTo("none\n");
      assertThat(web.get(Web.base(kubernaut).resolve("/metrics")).statusCode()).isEqualTo(403);
    }
  }

  private static AccessPolicy.Access onlyOrders(Permission permission) {
    return permission.name().equals("orders:read")
        ? AccessPolicy.Access.granted()
        : new AccessPolicy.Access.Forbidden();
  }

  @Test
  void refusesContradictionsInTheCallThatMakesThem() {
    Routes metrics =
        Routes.of(Route.get("/metrics", Permission.PUBLIC, request -> Response.text("mine")));
    assertThatThrownBy(() -> builder("gateway").http(70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid HTTP port 70000. Use 1 to 65535, or 0 for a free one.");
    assertThatThrownBy(() -> builder("gate way"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid platform name \"gate way\"");
    assertThatThrownBy(() -> builder("gateway").routes("a", metrics).routes("a", metrics))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has contributed its routes already");
    assertThatThrownBy(() -> builder("gateway").routes("mine", metrics).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/metrics");
    assertThat(LeakTest.threads()).as("nothing is left of the one that did not start").isEmpty();
  }

  @Test
  void startsOnlyOnce() {
    KubernautBuilder builder = builder("gateway").metrics(RegistryOptions.DEFAULTS);
    builder.start().close();
    assertThatThrownBy(builder::start).isInstanceOf(IllegalStateException.class);
  }
}
