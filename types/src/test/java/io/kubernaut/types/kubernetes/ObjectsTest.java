package io.kubernaut.types.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.container.FailureReason;
import io.kubernaut.types.container.Outcome;
import io.kubernaut.types.container.ResourceRequirements;
import io.kubernaut.types.container.RunStatus;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-011")
class ObjectsTest {

  private static final Instant T0 = Instant.parse("2026-01-31T10:00:00Z");
  private static final Instant T1 = T0.plusSeconds(60);
  private static final Instant T2 = T1.plusSeconds(60);

  @Test
  void movesTheTransitionTimeOnlyWhenTheStatusChanges() {
    Condition ready = Condition.of("Ready", ConditionStatus.TRUE, "Up", "up");
    List<Condition> first = ready.put(List.of(), T0);
    List<Condition> again =
        Condition.of("Ready", ConditionStatus.TRUE, "StillUp", "still up").put(first, T1);
    List<Condition> down =
        Condition.of("Ready", ConditionStatus.FALSE, "Down", "down").put(again, T2);

    assertThat(first).extracting(Condition::lastTransitionTime).containsExactly(T0);
    assertThat(again)
        .containsExactly(
            new Condition(
                "Ready", Open.of(ConditionStatus.TRUE), null, T0, "StillUp", "still up", Map.of()));
    assertThat(down).extracting(Condition::lastTransitionTime).containsExactly(T2);
  }

  @Test
  void keepsOtherConditionsAndTheirOrder() {
    List<Condition> two =
        Condition.of("B", ConditionStatus.TRUE, "b", "")
            .put(Condition.of("A", ConditionStatus.TRUE, "a", "").put(List.of(), T0), T0);
    List<Condition> after = Condition.of("A", ConditionStatus.UNKNOWN, "c", "").put(two, T1);

    assertThat(after).extracting(Condition::type).containsExactly("A", "B");
    assertThat(Condition.find(after, "B").orElseThrow().isTrue()).isTrue();
    assertThat(Condition.find(after, "C")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "In, web, true",
    "In, db, false",
    "In, , false",
    "NotIn, web, false",
    "NotIn, db, true",
    "NotIn, , true",
    "Exists, db, true",
    "Exists, , false",
    "DoesNotExist, db, false",
    "DoesNotExist, , true",
    "Gt, web, false"
  })
  void asksAboutLabels(String operator, String tier, boolean matches) {
    LabelSelector selector =
        Codecs.json(LabelSelector.class)
            .read(
                ("{\"matchExpressions\":[{\"key\":\"tier\",\"operator\":\""
                        + operator
                        + "\",\"values\":[\"web\"]}]}")
                    .getBytes(UTF_8));
    Map<String, String> labels = tier == null ? Map.of() : Map.of("tier", tier);

    assertThat(selector.matches(labels)).isEqualTo(matches);
  }

  @Test
  void requiresAllLabelsAndNothingOfAnEmptySelector() {
    assertThat(LabelSelector.of(Map.of("a", "1", "b", "2")).matches(Map.of("a", "1"))).isFalse();
    assertThat(LabelSelector.of(Map.of("a", "1")).matches(Map.of("a", "1", "c", "3"))).isTrue();
    assertThat(LabelSelector.of(Map.of()).matches(Map.of())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:10.5Z, 2026-01-31T10:00:10.500000Z",
    "2026-01-31T10:00:10Z, 2026-01-31T10:00:10.000000Z",
    "2026-01-31T11:00:10.1234567+01:00, 2026-01-31T10:00:10.123456Z"
  })
  void writesSixDigitsBehindTheSecond(String text, String written) {
    assertThat(MicroTime.parse(text)).hasToString(written).isEqualTo(MicroTime.parse(written));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicroTime.parse("soon"))
        .withMessageStartingWith("Not a time: \"soon\".");
  }

  @Test
  void tellsNumbersFromNames() {
    assertThat(IntOrString.of(80)).isNotEqualTo(IntOrString.of("80")).hasToString("80");
    assertThat(IntOrString.of(80).number()).contains(80);
    assertThat(IntOrString.of("http").name()).contains("http");
    assertThat(IntOrString.of("25%").number()).isEmpty();
  }

  @Test
  void knowsHowLongALeaseIsHeld() {
    Lease lease =
        (Lease)
            Manifests.json(
                """
                {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l"},
                 "spec":{"holderIdentity":"a","leaseDurationSeconds":60,"renewTime":"2026-01-31T10:00:00.000000Z"}}
                """
                    .getBytes(UTF_8));
    assertThat(lease.isHeld(T1.minusNanos(1))).isTrue();
    assertThat(lease.isHeld(T1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "7, 3, 3, 3, true",
    "6, 3, 3, 3, false",
    "7, 4, 3, 3, false",
    "7, 3, 2, 3, false",
    "7, 3, 3, 2, false"
  })
  void knowsWhenADeploymentIsRolledOut(
      long observed, int replicas, int updated, int available, boolean isRolledOut) {
    Deployment deployment =
        (Deployment)
            Manifests.json(
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","generation":7},
                 "spec":{"replicas":3},"status":{"observedGeneration":%d,"replicas":%d,
                 "updatedReplicas":%d,"availableReplicas":%d}}
                """
                    .formatted(observed, replicas, updated, available)
                    .getBytes(UTF_8));
    assertThat(deployment.isRolledOut()).isEqualTo(isRolledOut);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'{\"limits\":{\"cpu\":\"1\",\"memory\":\"1Gi\"}}', GUARANTEED",
        "'{\"limits\":{\"cpu\":\"1\",\"memory\":\"1Gi\"},\"requests\":{\"cpu\":\"1000m\",\"memory\":\"1Gi\"}}', GUARANTEED",
        "'{\"limits\":{\"cpu\":\"1\",\"memory\":\"1Gi\"},\"requests\":{\"cpu\":\"500m\"}}', BURSTABLE",
        "'{\"requests\":{\"cpu\":\"1\"}}', BURSTABLE",
        "'{\"limits\":{\"example.com/gpu\":\"1\"}}', BEST_EFFORT",
        "'{}', BEST_EFFORT"
      })
  void derivesTheQualityOfService(String resources, QosClass expected) {
    Pod pod =
        (Pod)
            Manifests.json(
                ("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":"
                        + "[{\"name\":\"c\",\"resources\":"
                        + resources
                        + "}]}}")
                    .getBytes(UTF_8));
    assertThat(pod.qosClass()).isEqualTo(expected);
  }

  @Tag("BR-TYPE-013")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'{}', PENDING, ",
        "'{\"active\":1,\"startTime\":\"2026-01-31T10:00:00Z\"}', RUNNING, ",
        "'{\"conditions\":[{\"type\":\"Complete\",\"status\":\"True\"}]}', SUCCEEDED, ",
        "'{\"conditions\":[{\"type\":\"Suspended\",\"status\":\"True\"}]}', SUSPENDED, ",
        "'{\"conditions\":[{\"type\":\"Suspended\",\"status\":\"False\"}],\"active\":1}', RUNNING, ",
        "'{\"conditions\":[{\"type\":\"Failed\",\"status\":\"True\",\"reason\":\"BackoffLimitExceeded\"}]}', FAILED, TASK_FAILED",
        "'{\"conditions\":[{\"type\":\"FailureTarget\",\"status\":\"True\"},{\"type\":\"Failed\",\"status\":\"True\",\"reason\":\"DeadlineExceeded\"}]}', TIMED_OUT, DEADLINE_EXCEEDED"
      })
  void mapsJobsToOneOutcome(String status, Outcome outcome, FailureReason failure) {
    Job job =
        (Job)
            Manifests.json(
                ("{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{},\"status\":"
                        + status
                        + "}")
                    .getBytes(UTF_8));
    assertRun(job.run(), outcome, failure);
  }

  @Tag("BR-TYPE-013")
  @ParameterizedTest
  @CsvSource({
    "True, Succeeded, SUCCEEDED, ",
    "True, Completed, SUCCEEDED, ",
    "Unknown, Started, PENDING, ",
    "Unknown, PipelineRunPending, PENDING, ",
    "Unknown, Running, RUNNING, ",
    "Unknown, PipelineRunStopping, RUNNING, ",
    "False, Failed, FAILED, TASK_FAILED",
    "False, PipelineRunTimeout, TIMED_OUT, DEADLINE_EXCEEDED",
    "False, Cancelled, CANCELLED, ",
    "False, CancelledRunningFinally, CANCELLED, ",
    "False, StoppedRunningFinally, CANCELLED, ",
    "False, CouldntGetPipeline, FAILED, CONFIGURATION_ERROR",
    "False, TaskRunImagePullFailed, FAILED, IMAGE_PULL",
    "False, Novel, FAILED, UNKNOWN"
  })
  void mapsPipelineRunsToOneOutcome(
      String status, String reason, Outcome outcome, FailureReason failure) {
    PipelineRun run =
        (PipelineRun)
            Manifests.json(
                """
                {"apiVersion":"tekton.dev/v1","kind":"PipelineRun","metadata":{},
                 "status":{"conditions":[{"type":"Succeeded","status":"%s","reason":"%s"}]}}
                """
                    .formatted(status, reason)
                    .getBytes(UTF_8));
    assertRun(run.run(), outcome, failure);
  }

  private static void assertRun(RunStatus run, Outcome outcome, FailureReason failure) {
    assertThat(run.outcome()).isEqualTo(outcome);
    assertThat(run.failure()).isEqualTo(failure);
  }

  @Test
  void readsQuantitiesThatHaveNoQuotes() {
    String yaml = "limits: {cpu: 2, memory: 1e9, example.com/gpu: 0.5}\nrequests: {cpu: 500m}\n";
    ResourceRequirements resources =
        Codecs.yaml(ResourceRequirements.class).read(yaml.getBytes(UTF_8));

    assertThat(resources.limit("cpu")).contains(Quantity.parse("2"));
    assertThat(resources.limit("memory").orElseThrow()).isEqualByComparingTo(Quantity.parse("1G"));
    assertThat(resources.limit("example.com/gpu")).contains(Quantity.parse("500m"));
    JsonNode unquoted = RawJson.of("{\"limits\":{\"cpu\":2,\"memory\":\"1Gi\"}}").node();
    assertThat(Schema.of(ResourceRequirements.class).validate(unquoted)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "kubernaut.ai/managed", "a.b_c-D", "example.com/a"})
  void acceptsLabelKeys(String key) {
    assertThat(ObjectNames.isLabelKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "A.com/x", "a/b/c", "-a", "a-", "a b"})
  void refusesOtherLabelKeys(String key) {
    assertThat(ObjectNames.isLabelKey(key)).isFalse();
  }

  @Test
  void limitsNames() {
    assertThat(ObjectNames.isLabel("a".repeat(63))).isTrue();
    assertThat(ObjectNames.isLabel("a".repeat(64))).isFalse();
    assertThat(ObjectNames.isLabel("a.b")).isFalse();
    assertThat(ObjectNames.isSubdomain("a.b")).isTrue();
    assertThat(ObjectNames.isSubdomain("a..b")).isFalse();
    assertThat(ObjectNames.isSubdomain("a.".repeat(126) + "a")).isTrue();
    assertThat(ObjectNames.isSubdomain("a.".repeat(127) + "a")).isFalse();
    assertThat(ObjectNames.isLabelValue("")).isTrue();
    assertThat(ObjectNames.isLabelValue("a".repeat(64))).isFalse();
  }
}
