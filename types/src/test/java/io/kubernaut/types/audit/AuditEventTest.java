package io.kubernaut.types.audit;

import static io.kubernaut.types.Documents.resource;
import static io.kubernaut.types.Documents.tree;
import static io.kubernaut.types.Documents.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.Severity;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-010")
class AuditEventTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Codec<AuditEvent> events = Codecs.json(AuditEvent.class);

  @ParameterizedTest
  @ValueSource(strings = {"full", "required"})
  void readsTheEnvelopeAndWritesItAgain(String golden) {
    String document = new String(resource("golden/audit-event/1/" + golden + ".json"), UTF_8);

    AuditEvent event = events.read(document.getBytes(UTF_8));

    assertThat(tree(new String(events.write(event), UTF_8))).isEqualTo(tree(document));
  }

  @Test
  void buildsWhatTheEnvelopeHolds() {
    AuditEvent event =
        AuditEvent.builder(
                "gateway.signal.received", AuditCategory.GATEWAY, AuditOutcome.SUCCESS, NOON)
            .id(new UUID(1, 2))
            .correlation("rr-1")
            .actor("service", "gateway-service")
            .actorIp("::1")
            .resource("Signal", "fp-1", "HighCPU")
            .parent(new UUID(3, 4), LocalDate.of(2026, 1, 30))
            .trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")
            .in("eu-1", "shop")
            .payload(new AuditPayload("gateway.signal.received", Map.of("count", RawJson.of("3"))))
            .metadata("build", RawJson.of("\"2.14\""))
            .severity(Severity.HIGH)
            .took(Duration.ofMillis(12))
            .error("ERR_X", "x")
            .keptDays(30)
            .sensitive()
            .build();

    assertThat(tree(write(AuditEvent.class, event)))
        .isEqualTo(
            tree(
                """
                {"version":"1.0","event_id":"00000000-0000-0001-0000-000000000002",
                 "event_type":"gateway.signal.received","event_timestamp":"2026-01-31T12:00:00Z",
                 "event_category":"gateway","event_action":"received","event_outcome":"success",
                 "actor_type":"service","actor_id":"gateway-service","actor_ip":"::1",
                 "resource_type":"Signal","resource_id":"fp-1","resource_name":"HighCPU",
                 "correlation_id":"rr-1","parent_event_id":"00000000-0000-0003-0000-000000000004",
                 "parent_event_date":"2026-01-30","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736",
                 "span_id":"00f067aa0ba902b7","namespace":"shop","cluster_id":"eu-1",
                 "event_data":{"event_type":"gateway.signal.received","count":3},
                 "event_metadata":{"build":"2.14"},"severity":"high","duration_ms":12,
                 "error_code":"ERR_X","error_message":"x","retention_days":30,"is_sensitive":true}
                """));
  }

  @Test
  void isKeptSevenYearsUnlessItSaysOtherwise() {
    AuditEvent.Builder builder = minimal();

    assertThat(builder.build().keptDays()).isEqualTo(2555);
    assertThat(builder.keptDays(1).build().keptDays()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version",
        "event_type",
        "event_timestamp",
        "event_category",
        "event_action",
        "event_outcome",
        "correlation_id",
        "event_data"
      })
  void namesARequiredFieldThatIsMissing(String field) {
    ObjectNode document = required();
    document.remove(field);

    assertThat(refused(document).violations())
        .containsExactly(new Violation("/" + field, "nothing", "must be there", "Add it."));
  }

  @Test
  void namesAllRequiredFieldsThatAreMissing() {
    assertThat(refused((ObjectNode) tree("{}")).violations()).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({"version, 1, 20", "event_action, 1, 50", "correlation_id, 1, 255", "actor_ip, 0, 45"})
  void limitsTheLengthOfTexts(String field, int least, int most) {
    ObjectNode document = required();

    accepted(document.put(field, "a".repeat(most)));
    accepted(document.put(field, "a".repeat(least)));
    assertThat(refused(document.put(field, "a".repeat(most + 1))).violations())
        .extracting(Violation::pointer)
        .containsExactly("/" + field);
    if (least == 1) {
      assertThat(refused(document.put(field, "")).violations())
          .extracting(Violation::pointer)
          .contains("/" + field);
    }
  }

  @Test
  void limitsTheLengthOfATypeAndOfItsPayloads() {
    String longest = "a." + "b".repeat(98);
    ObjectNode document = required();
    document.put("event_type", longest).withObjectProperty("event_data").put("event_type", longest);
    accepted(document);
    document
        .put("event_type", longest + "b")
        .withObjectProperty("event_data")
        .put("event_type", longest + "b");

    assertThat(refused(document).violations())
        .extracting(Violation::pointer)
        .containsExactly("/event_type", "/event_data/event_type");
  }

  @ParameterizedTest
  @CsvSource({
    "retention_days, 1, true",
    "retention_days, 2555, true",
    "retention_days, 0, false",
    "retention_days, 2556, false",
    "duration_ms, 0, true",
    "duration_ms, -1, false"
  })
  void limitsNumbers(String field, int value, boolean accepted) {
    ObjectNode document = required().put(field, value);

    if (accepted) {
      accepted(document);
    } else {
      assertThat(refused(document).violations())
          .extracting(Violation::pointer)
          .containsExactly("/" + field);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "event_category, billing",
    "event_outcome, unknown",
    "event_type, Gateway",
    "event_type, gateway",
    "trace_id, 4BF92F3577B34DA6A3CE929D0E0E4736",
    "span_id, 00f0",
    "event_id, 17",
    "parent_event_date, 2026-01-31T00:00:00Z"
  })
  void refusesWordsOfAnotherForm(String field, String value) {
    assertThat(refused(required().put(field, value)).violations())
        .extracting(Violation::pointer)
        .contains("/" + field);
  }

  @Test
  void theTypeOfTheEventAndOfItsPayloadMustAgree() {
    ObjectNode document = required();
    document.withObjectProperty("event_data").put("event_type", "gateway.signal.dropped");

    assertThat(refused(document))
        .hasMessageContaining(
            "/event_data/event_type = \"gateway.signal.dropped\"  must be the type of the event,"
                + " \"gateway.signal.received\"");
    document.withObjectProperty("event_data").remove("event_type");
    assertThat(refused(document)).hasMessageContaining("/event_data/event_type = nothing");
    assertThatThrownBy(() -> minimal().payload(AuditPayload.none("gateway.signal.dropped")).build())
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void aParentsDayNeedsAParent() {
    assertThat(refused(required().put("parent_event_date", "2026-01-31")).violations())
        .extracting(Violation::pointer)
        .containsExactly("/parent_event_id");
  }

  @Test
  void saysWhatIsMissingWhenItIsBuilt() {
    AuditEvent.Builder builder =
        AuditEvent.builder("a.b.c", AuditCategory.SECURITY, AuditOutcome.FAILURE, NOON);

    assertThatThrownBy(builder::build)
        .hasMessageContaining("/correlation_id = \"\"  must not be blank. Fill it in.");
  }

  @Test
  void hasFourteenCategoriesAndThreeOutcomes() {
    assertThat(Arrays.stream(AuditCategory.values()).map(c -> word(c)))
        .containsExactly(
            "gateway",
            "notification",
            "analysis",
            "aiagent",
            "signalprocessing",
            "workflow",
            "workflowexecution",
            "orchestration",
            "approval",
            "effectiveness",
            "actiontype",
            "apifrontend",
            "security",
            "agentsession");
    assertThat(AuditOutcome.values())
        .extracting(AuditEventTest::word)
        .containsExactly("success", "failure", "pending");
  }

  private static <E extends Enum<E>> String word(E constant) {
    return io.kubernaut.types.schema.Open.of(constant).text();
  }

  private AuditEvent.Builder minimal() {
    return AuditEvent.builder(
            "gateway.signal.received", AuditCategory.GATEWAY, AuditOutcome.SUCCESS, NOON)
        .correlation("rr-1");
  }

  private ObjectNode required() {
    return (ObjectNode) tree(write(AuditEvent.class, minimal().build()));
  }

  private void accepted(ObjectNode document) {
    assertThat(tree(write(AuditEvent.class, events.read(document.toString().getBytes(UTF_8)))))
        .isEqualTo(document);
  }

  private InvalidDocumentException refused(ObjectNode document) {
    return catchThrowableOfType(
        InvalidDocumentException.class, () -> events.read(document.toString().getBytes(UTF_8)));
  }
}
