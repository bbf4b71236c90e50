package io.kubernaut.types.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubernaut.types.container.FailureReason;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Open;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("BR-TYPE-011")
class ManifestsTest {

  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  static Stream<Arguments> samples() throws IOException {
    List<Arguments> samples = new ArrayList<>();
    for (String file : List.of("core.yaml", "kubernaut.yaml")) {
      for (String document : text(file).split("(?m)^---$", -1)) {
        JsonNode tree = YAML.readTree(document);
        samples.add(Arguments.of(tree.path("kind").asText(), document, tree));
      }
    }
    return samples.stream();
  }

  private static String text(String file) throws IOException {
    try (InputStream in = ManifestsTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  // Trees are compared as they are: lastProbeTime: null is not known, so it is kept as null.
  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void keepsEveryFieldOfEveryKind(String kind, String document, JsonNode expected)
      throws IOException {
    KubernetesObject object = Manifests.yaml(document.getBytes(UTF_8));

    assertThat(object.kind()).isEqualTo(kind);
    assertThat(object instanceof OtherObject).isEqualTo(kind.equals("ConfigMap"));
    assertThat(new ObjectMapper().readTree(Manifests.toJson(object))).isEqualTo(expected);
    assertThat(Manifests.yaml(Manifests.toYaml(object))).isEqualTo(object);
    assertThat(Manifests.json(Manifests.toJson(object))).isEqualTo(object);
  }

  @Test
  void readsStreamsOfManyKinds() throws IOException {
    List<KubernetesObject> all =
        Manifests.all(new ByteArrayInputStream(text("core.yaml").getBytes(UTF_8)));

    assertThat(all)
        .extracting(KubernetesObject::kind)
        .containsExactly(
            "Pod",
            "Deployment",
            "Service",
            "EndpointSlice",
            "Lease",
            "Event",
            "HorizontalPodAutoscaler",
            "NetworkPolicy",
            "Job",
            "PipelineRun",
            "ConfigMap");
    assertThat(all).filteredOn(OtherObject.class::isInstance).hasSize(1);
    assertThat(all.get(0))
        .isEqualTo(Manifests.yaml(text("core.yaml").split("(?m)^---$", 2)[0].getBytes(UTF_8)));
  }

  @Test
  void takesTheSameKindOfAnotherGroupForAnotherKind() {
    String knative =
        "{\"apiVersion\":\"serving.knative.dev/v1\",\"kind\":\"Service\",\"metadata\":{},\"spec\":{\"ports\":1}}";
    KubernetesObject object = Manifests.json(knative.getBytes(UTF_8));

    assertThat(object).isInstanceOf(OtherObject.class);
    assertThat(object.group()).isEqualTo("serving.knative.dev");
    assertThat(new String(Manifests.toJson(object), UTF_8)).isEqualTo(knative);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> Manifests.json("{\"kind\":\"Pod\",\"metadata\":{}}".getBytes(UTF_8)))
        .withMessageContaining("/apiVersion = nothing  must be there. Add it.");
  }

  @Test
  void keepsPhasesOfALaterVersion() {
    String later =
        "{\"apiVersion\":\"kubernaut.ai/v1alpha1\",\"kind\":\"AIAnalysis\",\"metadata\":{\"name\":\"a\"},"
            + "\"status\":{\"phase\":\"Dreaming\"}}";
    AiAnalysis analysis = (AiAnalysis) Manifests.json(later.getBytes(UTF_8));

    assertThat(analysis.status().phase().known()).isEmpty();
    assertThat(new String(Manifests.toJson(analysis), UTF_8)).isEqualTo(later);
  }

  @Test
  void typesWhatIsUsed() throws IOException {
    List<KubernetesObject> own =
        Manifests.all(new ByteArrayInputStream(text("kubernaut.yaml").getBytes(UTF_8)));

    assertThat(own).noneMatch(OtherObject.class::isInstance).hasSize(12);
    assertThat(((RemediationRequest) own.get(0)).isFinished()).isFalse();
    assertThat(((WorkflowExecution) own.get(6)).status().failureDetails().reason())
        .isEqualTo(Open.of(FailureReason.OUT_OF_MEMORY));
  }

  static Stream<Arguments> phases() {
    return Stream.of(
        Arguments.of(
            RemediationRequest.Phase.class,
            "Pending, Processing, Analyzing, AwaitingApproval, Executing, Verifying, Blocked,"
                + " Completed, Failed, TimedOut, Skipped, Cancelled"),
        Arguments.of(
            RemediationRequest.Outcome.class,
            "Remediated, NoActionRequired, ManualReviewRequired, VerificationTimedOut,"
                + " Inconclusive, DryRun"),
        Arguments.of(
            RemediationRequest.BlockReason.class,
            "ConsecutiveFailures, DuplicateInProgress, ResourceBusy, RecentlyRemediated,"
                + " ExponentialBackoff, UnmanagedResource, IneffectiveChain"),
        Arguments.of(
            SignalProcessing.Phase.class,
            "Pending, Enriching, Classifying, Categorizing, Completed, Failed"),
        Arguments.of(
            AiAnalysis.Phase.class, "Pending, Investigating, Analyzing, Completed, Failed"),
        Arguments.of(
            AgentSession.Phase.class, "Pending, Investigating, Completed, Failed, Cancelled"),
        Arguments.of(
            InvestigationSession.Phase.class, "Active, Disconnected, Completed, Cancelled, Failed"),
        Arguments.of(InvestigationSession.JoinMode.class, "start, takeover"),
        Arguments.of(RemediationApprovalRequest.Decision.class, "Approved, Rejected, Expired"),
        Arguments.of(WorkflowExecution.Phase.class, "Pending, Running, Completed, Failed"),
        Arguments.of(
            EffectivenessAssessment.Phase.class,
            "Pending, WaitingForPropagation, Stabilizing, Assessing, Completed, Failed"),
        Arguments.of(
            EffectivenessAssessment.Reason.class,
            "Full, Partial, NoExecution, MetricsTimedOut, Expired, SpecDrift, AlertDecayTimeout,"
                + " Unrecoverable"),
        Arguments.of(
            NotificationRequest.Phase.class,
            "Pending, Sending, Retrying, Sent, PartiallySent, Failed"),
        Arguments.of(
            NotificationRequest.Type.class,
            "Escalation, Simple, StatusUpdate, Approval, ManualReview, Completion"),
        Arguments.of(
            CatalogStatus.class,
            "Active, Invalid, Pending, Deprecated, Archived, Disabled, Superseded"),
        Arguments.of(
            KubernautInstallation.Phase.class,
            "Validating, Migrating, Deploying, Running, Degraded, Error"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("phases")
  <E extends Enum<E>> void hasThePhasesOfTheProfile(Class<E> phases, String list) {
    List<String> words =
        Arrays.stream(phases.getEnumConstants()).map(p -> Open.of(p).text()).toList();
    assertThat(words).containsExactly(list.split(", ?", -1));
  }
}
