package io.kubernaut.examples.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.access.Principal;
import io.kubernaut.types.business.LabelSource;
import io.kubernaut.types.cloud.Provider;
import io.kubernaut.types.compliance.EvidenceChain;
import io.kubernaut.types.kubernetes.Condition;
import io.kubernaut.types.money.Money;
import io.kubernaut.types.network.Cidr;
import io.kubernaut.types.network.Connection;
import io.kubernaut.types.network.Party;
import io.kubernaut.types.web.GrpcStatus;
import io.kubernaut.types.workflow.Deadline;
import io.kubernaut.types.workflow.Engine;
import io.kubernaut.types.workflow.Execution;
import io.kubernaut.types.workflow.ExecutionState;
import io.kubernaut.types.workflow.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformPagesTest {

  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  @Test
  void platformPagesSayWhatTheyClaim() {
    String deployment =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: 0}, status: {}}";
    assertThat(PlatformPages.kubernetes(deployment.getBytes(UTF_8), List.of(), NOW))
        .extracting(Condition::isTrue, Condition::lastTransitionTime)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(true, NOW));
    assertThat(PlatformPages.cloud("arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc"))
        .isEqualTo("AWS 123456789012 eu-west-1");
    assertThat(PlatformPages.machine(Provider.GCP, "n2-standard-8", "europe-west1-b"))
        .isEqualTo("8 in europe-west1");
    assertThat(PlatformPages.bills(List.of())).isEmpty();
    assertThat(PlatformPages.container("orders", 0))
        .isEqualTo("docker.io/library/orders:latest completed");
    Party outside = new Party.Outside(Cidr.ofAddressOrBlock("192.0.2.1"));
    Party pod = Party.Workload.of("shop", Map.of(), Map.of());
    assertThat(
            PlatformPages.network(List.of(), new Connection(outside, pod, "TCP", 80)).isAllowed())
        .isTrue();
    assertThat(PlatformPages.web(GrpcStatus.NOT_FOUND, "x").status()).isEqualTo(404);
    assertThat(PlatformPages.api().operations()).hasSize(1);
  }

  @Test
  void businessPagesSayWhatTheyClaim() {
    assertThat(BusinessPages.business(Map.of(), Map.of()).sources())
        .containsEntry("sla-tier", LabelSource.DEFAULT);
    Execution run =
        new Execution(
            "r",
            "w",
            Engine.JOB,
            ExecutionState.PENDING,
            Deadline.parse("2026-01-31T10:02:00Z"),
            null,
            null,
            null,
            List.of(Step.pending("s")),
            Map.of());
    assertThat(BusinessPages.workflow(run, NOW).steps().get(0).deadline())
        .isEqualTo(run.deadline());
    Principal ada =
        new Principal(
            "ada", "i", Principal.Kind.USER, Set.of(), Set.of("operator"), null, null, Map.of());
    assertThat(BusinessPages.access(ada, "config/pool:write", NOW).allowed()).isFalse();
    assertThat(BusinessPages.access(ada, "config/pool:read", NOW).allowed()).isTrue();
    assertThat(BusinessPages.compliance(EvidenceChain.of(List.of()), new byte[] {1}, NOW).verify())
        .isEmpty();
    assertThat(BusinessPages.money(Money.of("100.00", "EUR")))
        .hasToString("[33.34 EUR, 33.33 EUR, 33.33 EUR]");
  }
}
