package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.HostFacts.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-INT-009")
class HostFactsTest {

  @TempDir private Path root;
  private HostTree host;

  @BeforeEach
  void open() {
    host = new HostTree(root);
  }

  @Test
  void recognisesAPodAndReadsTheDownwardApi() {
    HostFacts facts =
        host.variable("KUBERNETES_SERVICE_HOST", "10.96.0.1")
            .variable("POD_NAME", "orders-7d9f-x2x4z")
            .variable("POD_IP", "10.1.2.3")
            .variable("NODE_NAME", "node-3")
            .variable("HOSTNAME", "something-else")
            .file("var/run/secrets/kubernetes.io/serviceaccount/namespace", "shop")
            .file(
                "etc/podinfo/labels",
                "app=\"orders\"\nteam=\"a \\\"quoted\\\" one\"\nbuild=\"multi\\nline\"\n")
            .file("etc/podinfo/annotations", "kubernetes.io/config.seen=\"2026-01-01\"")
            .file("dev/termination-log", "")
            .facts();
    assertThat(facts.environment()).isEqualTo(Environment.KUBERNETES);
    assertThat(facts.evidence())
        .containsExactly(
            "KUBERNETES_SERVICE_HOST is set",
            "a service account is mounted at /var/run/secrets/kubernetes.io/serviceaccount");
    assertThat(facts.pod())
        .hasValueSatisfying(
            pod -> {
              assertThat(pod.name()).contains("orders-7d9f-x2x4z");
              assertThat(pod.namespace()).contains("shop");
              assertThat(pod.ip()).contains("10.1.2.3");
              assertThat(pod.node()).contains("node-3");
              assertThat(pod.labels())
                  .isEqualTo(
                      Map.of("app", "orders", "team", "a \"quoted\" one", "build", "multi\nline"));
              assertThat(pod.annotations()).containsKey("kubernetes.io/config.seen");
              assertThat(pod.terminationLog()).contains(root.resolve("dev/termination-log"));
            });
  }

  @Test
  void aPodWithoutTheDownwardApiIsNamedByItsHost() {
    HostFacts facts =
        host.variable("KUBERNETES_SERVICE_HOST", "10.96.0.1")
            .variable("HOSTNAME", "orders-7d9f-x2x4z")
            .facts();
    assertThat(facts.pod())
        .hasValueSatisfying(
            pod -> {
              assertThat(pod.name()).contains("orders-7d9f-x2x4z");
              assertThat(pod.namespace()).isEmpty();
              assertThat(pod.terminationLog()).isEmpty();
            });
  }

  @Test
  void recognisesAContainerByItsMarkOrItsGroup() {
    assertThat(host.file(".dockerenv", "").facts().environment()).isEqualTo(Environment.CONTAINER);
    HostFacts byGroup =
        new HostTree(root.resolve("other"))
            .file("proc/self/cgroup", "4:memory:/docker/8c5e\n")
            .facts();
    assertThat(byGroup.environment()).isEqualTo(Environment.CONTAINER);
    assertThat(byGroup.evidence())
        .containsExactly("a control group around the process is named after docker");
    assertThat(byGroup.pod()).isEmpty();
  }

  @Test
  void recognisesASystemdUnit() {
    HostFacts facts =
        host.variable("INVOCATION_ID", "b5e0c3")
            .variable("NOTIFY_SOCKET", "/run/systemd/notify")
            .variable("WATCHDOG_USEC", "30000000")
            .file("proc/self/cgroup", "0::/system.slice/orders.service\n")
            .facts();
    assertThat(facts.environment()).isEqualTo(Environment.SYSTEMD);
    assertThat(facts.unit())
        .hasValueSatisfying(
            unit -> {
              assertThat(unit.name()).contains("orders.service");
              assertThat(unit.invocationId()).contains("b5e0c3");
              assertThat(unit.notifySocket()).contains("/run/systemd/notify");
              assertThat(unit.watchdog()).contains(Duration.ofSeconds(30));
            });
  }

  @Test
  void anythingElseIsBare() {
    HostFacts facts = host.facts();
    assertThat(facts.environment()).isEqualTo(Environment.BARE);
    assertThat(facts.evidence()).containsExactly("no sign of Kubernetes, a container or systemd");
    assertThat(facts.pod()).isEmpty();
    assertThat(facts.unit()).isEmpty();
    assertThat(facts.limits().cgroupVersion()).isZero();
    assertThat(facts.limits().cores()).isEmpty();
    assertThat(facts.limits().memoryBytes()).isEmpty();
  }

  @Test
  void knowsTheVirtualMachine() {
    HostFacts.Jvm jvm = HostFacts.detect().jvm();
    assertThat(jvm.version()).isEqualTo(Runtime.version().toString());
    assertThat(jvm.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(jvm.maxHeapBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(jvm.pid()).isEqualTo(ProcessHandle.current().pid());
  }
}
