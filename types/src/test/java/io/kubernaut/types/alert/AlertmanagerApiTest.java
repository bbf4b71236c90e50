package io.kubernaut.types.alert;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.resource;
import static io.kubernaut.types.Documents.utc;
import static io.kubernaut.types.Documents.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-008")
class AlertmanagerApiTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Silence silence =
      Silence.of(
          Selector.parse("alertname=\"HighCPU\", pod=~\"check.*\""),
          NOON,
          NOON.plusSeconds(3600),
          "ops",
          "load test");

  @ParameterizedTest
  @CsvSource({
    "silence/1/answered, io.kubernaut.types.alert.Silence",
    "silence/1/posted, io.kubernaut.types.alert.Silence",
    "active-alert/1/suppressed, io.kubernaut.types.alert.ActiveAlert",
    "alert-group/1/disks, io.kubernaut.types.alert.AlertGroup",
    "alert/1/firing, io.kubernaut.types.alert.Alert",
    "alert/1/resolved, io.kubernaut.types.alert.Alert",
    "route/1/shop, io.kubernaut.types.alert.Route",
    "receiver/1/gateway, io.kubernaut.types.alert.Receiver",
    "matcher/1/expression, io.kubernaut.types.alert.Matcher"
  })
  void readsWhatTheServerAnswersAndWritesItAgain(String golden, Class<?> type) {
    equalAgain(Codecs.json(type), new String(resource("golden/" + golden + ".json"), UTF_8));
  }

  private static <T> void equalAgain(Codec<T> codec, String document) {
    byte[] again = codec.write(codec.read(document.getBytes(UTF_8)));

    assertThat(utc(new String(again, UTF_8))).isEqualTo(utc(document));
  }

  // As Alertmanager 0.25 answers: without what later versions add.
  @Test
  void readsAnswersOfOlderServers() {
    ActiveAlert alert =
        read(
            ActiveAlert.class,
            "{'annotations':{},'endsAt':'2026-11-28T00:19:59.929Z','fingerprint':'ad8d30fbf461f124',"
                + "'receivers':[{'name':'default'}],'startsAt':'2026-01-01T00:00:00.500+02:00',"
                + "'status':{'inhibitedBy':[],'silencedBy':[],'state':'active'},"
                + "'updatedAt':'2026-11-28T00:14:59.929Z','labels':{'alertname':'Disk','n':'1'}}");

    assertThat(alert.status().mutedBy()).isEmpty();
    assertThat(alert.startsAt()).isEqualTo("2025-12-31T22:00:00.500Z");
    assertThat(alert.alert().fingerprint()).isEqualTo(alert.fingerprint());
  }

  @Test
  void aSilenceHasThreeStates() {
    assertThat(silence.state(NOON.minusNanos(1))).isEqualTo(Silence.State.PENDING);
    assertThat(silence.state(NOON)).isEqualTo(Silence.State.ACTIVE);
    assertThat(silence.state(NOON.plusSeconds(3599))).isEqualTo(Silence.State.ACTIVE);
    assertThat(silence.state(NOON.plusSeconds(3600))).isEqualTo(Silence.State.EXPIRED);
  }

  @Test
  void aSilenceCanBeEndedBeforeItsTime() {
    Instant now = NOON.plusSeconds(60);

    assertThat(silence.expired(now).state(now)).isEqualTo(Silence.State.EXPIRED);
    assertThat(silence.expired(NOON.minusSeconds(9)).state(NOON)).isEqualTo(Silence.State.EXPIRED);
    assertThat(silence.expired(NOON.plusSeconds(9999))).isSameAs(silence);
    assertThat(write(Silence.class, silence.expired(NOON.minusSeconds(9)))).isNotEmpty();
  }

  @Test
  void aSilenceConcernsAlertsThatAllItsMatchersMatch() {
    assertThat(silence.asPredicate())
        .accepts(Map.of("alertname", "HighCPU", "pod", "checkout"))
        .rejects(Map.of("alertname", "HighCPU", "pod", "orders"), Map.of("pod", "checkout"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-31T12:00:00Z | a=b       | /endsAt",
        "2026-01-31T11:00:00Z | a=b       | /endsAt",
        "2026-01-31T13:00:00Z | a=~.*     | /matchers",
        "2026-01-31T13:00:00Z | a!=b      | /matchers",
        "2026-01-31T13:00:00Z | a=\"\"    | /matchers",
        "2026-01-31T13:00:00Z | {}        | /matchers"
      })
  void refusesSilencesThatAreMistakes(Instant end, String selector, String pointer) {
    Silence wrong = Silence.of(Selector.parse(selector), NOON, end, "ops", "x");

    assertThatThrownBy(() -> write(Silence.class, wrong))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(pointer + " = ");
  }

  @Test
  void namesTheExpressionThatIsNone() {
    assertThatThrownBy(
            () ->
                read(
                    Silence.class,
                    "{'matchers':[{'name':'a','value':'(','isRegex':true}],"
                        + "'startsAt':'2026-01-31T09:00:00Z','endsAt':'2026-01-31T10:00:00Z',"
                        + "'createdBy':'','comment':''}"))
        .hasMessageContaining("1 problem in silence/1:")
        .hasMessageContaining("/matchers/0/value");
  }
}
