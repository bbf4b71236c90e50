package io.kubernaut.types.audit;

import static io.kubernaut.types.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-TYPE-010")
class AuditPayloadsTest {

  @SchemaType(name = "signal-received", version = 1)
  record SignalReceived(
      @JsonProperty("signal_name") String signalName,
      @Min(1) int count,
      @Extra Map<String, RawJson> extra) {

    SignalReceived {
      extra = Frozen.map(extra);
    }
  }

  @SchemaType(name = "message-sent", version = 1)
  record MessageSent(String channel) {}

  private final AuditPayloads payloads =
      AuditPayloads.builder()
          .type("gateway.signal.received", SignalReceived.class)
          .type("gateway.signal.deduplicated", SignalReceived.class)
          .type("notification.message.sent", MessageSent.class)
          .build();

  private final SignalReceived signal =
      new SignalReceived("High \"CPU\"", 3, Map.of("new\"field", RawJson.of("1.50")));

  @Test
  void readsTheRecordThatItWrote() {
    AuditEvent event = event("gateway.signal.received", signal);
    byte[] sent = write(AuditEvent.class, event).getBytes(StandardCharsets.UTF_8);

    AuditEvent received = Codecs.json(AuditEvent.class).read(sent);

    assertThat(received).isEqualTo(event);
    assertThat(payloads.read(received, SignalReceived.class)).isEqualTo(signal);
    assertThat(write(AuditEvent.class, received))
        .contains("\"event_data\":{\"event_type\":\"gateway.signal.received\",\"signal_name\":");
  }

  @Test
  void oneRecordHoldsSeveralTypes() {
    AuditEvent event = event("gateway.signal.deduplicated", signal);

    assertThat(payloads.read(event, SignalReceived.class)).isEqualTo(signal);
    assertThat(payloads.types())
        .containsExactly(
            "gateway.signal.deduplicated", "gateway.signal.received", "notification.message.sent");
  }

  @Test
  void refusesTheRecordOfAnotherType() {
    AuditEvent event = event("gateway.signal.received", signal);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> payloads.write("notification.message.sent", signal))
        .withMessage(
            "The payload of audit events of type \"notification.message.sent\" is a MessageSent,"
                + " not a SignalReceived. Give the record of this type, or the type of this record.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> payloads.read(event, MessageSent.class))
        .withMessageContaining("is a SignalReceived, not a MessageSent");
  }

  @Test
  void refusesATypeThatHasNoRecord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> payloads.write("gateway.crd.created", signal))
        .withMessageContaining("\"gateway.crd.created\"")
        .withMessageContaining("Name one with type(…)");
  }

  @Test
  void refusesTwoRecordsForOneType() {
    AuditPayloads.Builder builder =
        AuditPayloads.builder().type("notification.message.sent", MessageSent.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.type("notification.message.sent", SignalReceived.class))
        .withMessageContaining("have two records");
  }

  @Test
  void checksTheRulesOfTheRecord() {
    SignalReceived none = new SignalReceived("HighCPU", 0, Map.of());
    AuditEvent event =
        AuditEvent.builder(
                "gateway.signal.received",
                AuditCategory.GATEWAY,
                AuditOutcome.SUCCESS,
                Instant.EPOCH)
            .correlation("rr-1")
            .payload(new AuditPayload("gateway.signal.received", Map.of("count", RawJson.of("2"))))
            .build();

    assertThatThrownBy(() -> payloads.write("gateway.signal.received", none))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/count");
    assertThatThrownBy(() -> payloads.read(event, SignalReceived.class))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/signal_name = nothing  must be there");
  }

  private AuditEvent event(String type, SignalReceived value) {
    return AuditEvent.builder(type, AuditCategory.GATEWAY, AuditOutcome.SUCCESS, Instant.EPOCH)
        .correlation("rr-1")
        .payload(payloads.write(type, value))
        .build();
  }
}
