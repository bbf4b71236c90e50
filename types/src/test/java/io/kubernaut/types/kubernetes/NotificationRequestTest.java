package io.kubernaut.types.kubernetes;

import static io.kubernaut.types.Documents.tree;
import static io.kubernaut.types.Documents.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.Documents;
import io.kubernaut.types.Severity;
import io.kubernaut.types.alert.DeliveryAttempt;
import io.kubernaut.types.alert.DeliveryChannel;
import io.kubernaut.types.alert.RedeliveryPolicy;
import io.kubernaut.types.kubernetes.NotificationRequest.Phase;
import io.kubernaut.types.kubernetes.NotificationRequest.Priority;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields, phases and priorities of Kubernaut's notification requests. */
@Tag("BR-TYPE-008")
class NotificationRequestTest {

  private static final String DOCUMENT =
      """
      {"apiVersion":"kubernaut.ai/v1alpha1","kind":"NotificationRequest",
       "metadata":{"name":"nr-1","namespace":"kubernaut-system"},
       "spec":{"remediationRequestRef":{"kind":"RemediationRequest","name":"rr-1"},
         "type":"ManualReview","priority":"high",
         "recipients":[{"slack":"#ops","webhookURL":"https://hooks.example.org/secret"}],
         "subject":"Look at orders","body":"It restarts again and again.",
         "channels":["slack","fax"],"severity":"critical","reviewSource":"WorkflowExecution",
         "metadata":{"cluster":"eu-1"},"context":{"lineage":{"parent":"rr-1"}},
         "actionLinks":[{"service":"grafana","url":"https://grafana.example.org","label":"Board"}],
         "retryPolicy":{"maxAttempts":3,"initialBackoffSeconds":30,"backoffMultiplier":2,
           "maxBackoffSeconds":480},
         "retentionDays":7,"later":{"a":1}},
       "status":{"phase":"Retrying",
         "deliveryAttempts":[{"channel":"slack","attempt":1,"timestamp":"2026-01-31T12:00:00Z",
           "status":"timeout","error":"no answer in 10 s","durationSeconds":10.25}],
         "totalAttempts":1,"successfulDeliveries":0,"failedDeliveries":1,
         "queuedAt":"2026-01-31T11:59:58Z","processingStartedAt":"2026-01-31T11:59:59Z",
         "observedGeneration":1,"reason":"DeliveryFailed","message":"1 of 3 attempts"}}
      """;

  private static NotificationRequest read(String document) {
    return Codecs.json(NotificationRequest.class).read(document.getBytes(UTF_8));
  }

  @Test
  void comesOutAsItCameIn() {
    NotificationRequest request = read(DOCUMENT);

    assertThat(tree(write(NotificationRequest.class, request))).isEqualTo(tree(DOCUMENT));
    assertThat(request.spec().channels())
        .containsExactly(Open.of(DeliveryChannel.SLACK), Open.of(DeliveryChannel.class, "fax"));
    assertThat(request.status().deliveryAttempts().get(0).isDelivered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ManualReview, MANUAL_REVIEW",
    "manual-review, MANUAL_REVIEW",
    "StatusUpdate, STATUS_UPDATE",
    "status-update, STATUS_UPDATE",
    "escalation, ESCALATION",
    "Completion, COMPLETION",
    "Fax,"
  })
  void knowsATypeHoweverItIsSpelled(String word, NotificationRequest.Type type) {
    String document = DOCUMENT.replace("\"ManualReview\"", "\"" + word + "\"");
    NotificationRequest request = read(document);

    assertThat(request.spec().knownType().orElse(null)).isEqualTo(type);
    assertThat(tree(write(NotificationRequest.class, request))).isEqualTo(tree(document));
  }

  @ParameterizedTest
  @CsvSource({"critical, CRITICAL", "Critical, CRITICAL", "medium, MEDIUM", "P1,"})
  void knowsAPriorityHoweverItIsSpelled(String word, Priority priority) {
    NotificationRequest request = read(DOCUMENT.replace("\"high\"", "\"" + word + "\""));

    assertThat(request.spec().knownPriority().orElse(null)).isEqualTo(priority);
  }

  @Test
  void hasTheWordsOfKubernaut() {
    assertThat(words(Phase.values()))
        .containsExactly("Pending", "Sending", "Retrying", "Sent", "PartiallySent", "Failed");
    assertThat(words(NotificationRequest.Type.values()))
        .containsExactly(
            "Escalation", "Simple", "StatusUpdate", "Approval", "ManualReview", "Completion");
    assertThat(words(Priority.values())).containsExactly("critical", "high", "medium", "low");
    assertThat(words(DeliveryChannel.values()))
        .contains("email", "slack", "teams", "sms", "webhook", "console", "file", "log");
    assertThat(words(DeliveryAttempt.Result.values()))
        .containsExactly("success", "failed", "timeout", "invalid");
  }

  private static <E extends Enum<E>> List<String> words(E[] constants) {
    return Arrays.stream(constants).map(constant -> Open.of(constant).text()).toList();
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, CRITICAL", "HIGH, HIGH", "WARNING, MEDIUM", "INFO, LOW"})
  void goesWithASeverity(Severity severity, Priority priority) {
    assertThat(Priority.of(severity)).isEqualTo(priority);
  }

  // Each word is an attempt: channel, then s(uccess), f(ailed), t(imeout) or i(nvalid).
  @ParameterizedTest
  @CsvSource({
    "'', PENDING",
    "as, SENDING",
    "af, RETRYING",
    "as bf, RETRYING",
    "af bs at, RETRYING",
    "as bs, SENT",
    "af as bf bf bs, SENT",
    "as bf bt bf, PARTIALLY_SENT",
    "as bi, PARTIALLY_SENT",
    "ai bi, FAILED",
    "af af af bf bf bf, FAILED",
    "af af af, SENDING",
    "cs, SENDING"
  })
  void standsWhereItsAttemptsPutIt(String attempts, Phase phase) {
    Phase after =
        Phase.after(
            List.of("a", "b"),
            attempts(attempts),
            new RedeliveryPolicy(3, null, null, null, Map.of()));

    assertThat(after).isEqualTo(phase);
    assertThat(after.isFinal())
        .isEqualTo(List.of(Phase.SENT, Phase.PARTIALLY_SENT, Phase.FAILED).contains(phase));
  }

  private static List<DeliveryAttempt> attempts(String words) {
    List<DeliveryAttempt> attempts = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      if (!word.isEmpty()) {
        String result =
            Map.of('s', "success", 'f', "failed", 't', "timeout", 'i', "invalid")
                .get(word.charAt(1));
        attempts.add(
            new DeliveryAttempt(
                word.substring(0, 1),
                attempts.size() + 1,
                null,
                Open.of(DeliveryAttempt.Result.class, result),
                null,
                null,
                Map.of()));
      }
    }
    return attempts;
  }

  @Test
  void waitsLongerEachTimeUpToALimit() {
    RedeliveryPolicy standard = RedeliveryPolicy.standard();
    RedeliveryPolicy steady = new RedeliveryPolicy(10, 90, 1, 60, Map.of());

    assertThat(standard.attempts()).isEqualTo(5);
    assertThat(IntStream.rangeClosed(1, 6).mapToObj(standard::waitAfter))
        .extracting(Duration::toSeconds)
        .containsExactly(30L, 60L, 120L, 240L, 480L, 480L);
    assertThat(standard.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(8));
    assertThat(steady.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(60));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.waitAfter(0))
        .withMessage("There is no attempt 0. Count them from 1.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maxAttempts:0", "maxAttempts:11",
        "initialBackoffSeconds:0", "initialBackoffSeconds:301",
        "backoffMultiplier:0", "backoffMultiplier:11",
        "maxBackoffSeconds:59", "maxBackoffSeconds:3601"
      })
  void refusesPoliciesThatKubernautRefuses(String field) {
    String[] parts = field.split(":", -1);
    String document =
        Documents.tree(DOCUMENT)
            .toString()
            .replaceFirst("\"" + parts[0] + "\":\\d+", "\"" + parts[0] + "\":" + parts[1]);

    assertThatThrownBy(() -> read(document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/spec/retryPolicy/" + parts[0]);
  }

  @Test
  void doesNotShowWhereAWebhookGoesTo() {
    assertThat(read(DOCUMENT).toString())
        .doesNotContain("hooks.example.org")
        .doesNotContain("#ops");
  }
}
