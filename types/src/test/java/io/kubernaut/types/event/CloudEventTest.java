package io.kubernaut.types.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.audit.AuditCategory;
import io.kubernaut.types.audit.AuditEvent;
import io.kubernaut.types.audit.AuditOutcome;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Migration;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Trees;
import io.kubernaut.types.schema.Violation;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-010")
class CloudEventTest {

  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00.5Z");
  private static final URI SOURCE = URI.create("/orders");

  private static CloudEvent.Builder event() {
    return CloudEvent.builder("1234", SOURCE, "com.example.order.placed");
  }

  @Test
  void isWrittenAsTheJsonFormatSays() {
    CloudEvent event =
        event()
            .subject("42")
            .time(NOW)
            .dataschema(URI.create("urn:example:order"))
            .data(RawJson.of("{\"order\" : 4.20}"))
            .extension("traceparent", "00-ab")
            .extension("attempt", 2)
            .extension("sampled", true)
            .build();

    assertThat(new String(Codecs.json(CloudEvent.class).write(event), UTF_8))
        .isEqualTo(
            "{\"specversion\":\"1.0\",\"id\":\"1234\",\"source\":\"/orders\","
                + "\"type\":\"com.example.order.placed\",\"datacontenttype\":\"application/json\","
                + "\"dataschema\":\"urn:example:order\",\"subject\":\"42\","
                + "\"time\":\"2026-01-31T10:00:00.500Z\",\"data\":{\"order\" : 4.20},"
                + "\"traceparent\":\"00-ab\",\"attempt\":2,\"sampled\":true}");
    assertThat(event.extension("attempt")).contains("2");
    assertThat(event.extension("other")).isEmpty();
    RoundTrip.inEveryCodec(CloudEvent.class, event().extension("a", "b").build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'specversion':'0.3'|/specversion",
        "'id':''|/id",
        "'id':'a\\u0007'|/id",
        "'source':''|/source",
        "'type':''|/type",
        "'subject':''|/subject",
        "'subject':'\\uffff'|/subject",
        "'dataschema':'relative'|/dataschema",
        "'datacontenttype':'json'|/datacontenttype",
        "'datacontenttype':'text/plain; charset'|/datacontenttype",
        "'time':'yesterday'|/time",
        "'data':{},'data_base64':'YQ=='|/data_base64",
        "'data_base64':'a*b'|/data_base64",
        "'comExample':'a'|/comExample",
        "'com_example':'a'|/com_example",
        "'com/example':'a'|/com~1example",
        "'object':{}|/object",
        "'list':[1]|/list",
        "'number':1.5|/number",
        "'large':2147483648|/large",
        "'control':'a\\u0000'|/control",
        "'id':'','Other':{},'dataschema':''|/id /Other /Other /dataschema"
      })
  void refusesWhatTheSpecificationForbids(String fields, String pointers) {
    ObjectNode document = json(Codecs.json(CloudEvent.class).write(event().build()));
    document.setAll(json(("{" + fields.replace('\'', '"') + "}").getBytes(UTF_8)));

    assertThat(problems(document.toString())).containsExactlyInAnyOrder(pointers.split(" "));
  }

  @Test
  void namesAnAttributeThatWasNotGiven() {
    URI none = null;

    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> CloudEvent.builder("1234", none, "a.b").build())
        .satisfies(e -> assertThat(pointers(e)).containsExactly("/source"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type"})
  void namesAnAttributeThatIsMissing(String name) {
    ObjectNode document = json(Codecs.json(CloudEvent.class).write(event().build()));
    document.remove(name);

    assertThat(problems(document.toString())).containsExactly("/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'subject':null,'time':null,'datacontenttype':null,'dataschema':null,'data_base64':null",
        "'data':null",
        "'data':null,'data_base64':'YQ=='",
        "'other':null",
        "'averyveryverylongnamethatisallowedanyway':'x'",
        "'datacontenttype':'multipart/form-data; boundary=\\\"a b\\\"'",
        "'source':'1-555-123-4567'",
        "'source':'mailto:cncf-wg-serverless@lists.cncf.io'",
        "'time':'2018-04-05T17:31:00+02:00'"
      })
  void acceptsWhatTheSpecificationAllows(String fields) {
    ObjectNode document = json(Codecs.json(CloudEvent.class).write(event().build()));
    document.setAll(json(("{" + fields.replace('\'', '"') + "}").getBytes(UTF_8)));

    assertThat(problems(document.toString())).isEmpty();
  }

  private static List<String> problems(String document) {
    try {
      Codecs.json(CloudEvent.class).read(document.getBytes(UTF_8));
      return List.of();
    } catch (InvalidDocumentException e) {
      return pointers(e);
    }
  }

  private static List<String> pointers(InvalidDocumentException e) {
    return e.violations().stream().map(Violation::pointer).toList();
  }

  private static ObjectNode json(byte[] document) {
    return (ObjectNode) Trees.json(document);
  }

  @Test
  void aBatchKeepsPayloadsByteForByte() {
    CloudEvent one = event().data(RawJson.of("{\"a\" : 1.50, \"b\":\"\\u0041\"}")).build();
    CloudEvent two = event().text("text/plain", "x").build();
    byte[] batch = EventBatch.write(List.of(one, two));

    assertThat(EventBatch.read(batch)).containsExactly(one, two);
    assertThat(EventBatch.read(" [ ] ".getBytes(UTF_8))).isEmpty();
    assertThat(EventBatch.write(List.of())).asString(UTF_8).isEqualTo("[]");
  }

  @Test
  void aBatchTellsTheProblemsOfAllItsEvents() {
    String right = new String(Codecs.json(CloudEvent.class).write(event().build()), UTF_8);
    String batch =
        "[" + right.replace("1234", "") + "," + right + "," + right.replace("type", "Type") + "]";

    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> EventBatch.read(batch.getBytes(UTF_8)))
        .satisfies(e -> assertThat(pointers(e)).contains("/0/id", "/2/type"));
    for (String hostile : new String[] {"{}", "", "[", "[{}", "[1]", "[[]]", right, "[] []"}) {
      assertThatExceptionOfType(InvalidDocumentException.class)
          .as(hostile)
          .isThrownBy(() -> EventBatch.read(hostile.getBytes(UTF_8)));
    }
  }

  @Test
  void attributesAreHeadersAndThePayloadIsTheBody() {
    CloudEvent event =
        event()
            .subject("Größe 100 %")
            .time(NOW)
            .data(RawJson.of("{\"order\":42}"))
            .extension("attempt", 2)
            .build();

    assertThat(EventBinding.HTTP.headers(event))
        .containsEntry("ce-id", "1234")
        .containsEntry("ce-specversion", "1.0")
        .containsEntry("ce-subject", "Gr%C3%B6%C3%9Fe%20100%20%25")
        .containsEntry("ce-attempt", "2")
        .containsEntry("content-type", "application/json");
    assertThat(EventBinding.HTTP.body(event)).asString(UTF_8).isEqualTo("{\"order\":42}");
    assertThat(EventBinding.KAFKA.headers(event))
        .containsEntry("ce_id", "1234")
        .containsEntry("ce_subject", "Größe 100 %");
  }

  private static CloudEvent untyped(byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    return new CloudEvent(
        "1.0", "1234", SOURCE, "a.b", null, null, null, null, null, base64, Map.of());
  }

  @Test
  void whatIsCarriedInHeadersComesBack() {
    List<CloudEvent> events =
        List.of(
            event().build(),
            event().subject("\"quoted\" \\ € 🙂").time(NOW).extension("a1", "b").build(),
            event().data(RawJson.of("[1, 2]")).dataschema(URI.create("urn:a:b")).build(),
            event().text("text/plain; charset=utf-8", "Größe\n").build(),
            event().bytes("image/png", new byte[] {(byte) 0x89, 'P'}).build(),
            untyped(new byte[] {(byte) 0x89, 'P'}),
            untyped("{".getBytes(UTF_8)),
            untyped(" ".getBytes(UTF_8)));
    for (EventBinding binding : EventBinding.values()) {
      for (CloudEvent event : events) {
        assertThat(binding.read(binding.headers(event), binding.body(event)))
            .as("%s", binding)
            .isEqualTo(event);
        assertThat(
                binding.read(
                    Map.of("Content-Type", CloudEvent.MEDIA_TYPE + "; charset=utf-8"),
                    Codecs.json(CloudEvent.class).write(event)))
            .isEqualTo(event);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ce-specversion=1.0,ce-id=1,ce-source=/a|{}|/type",
        "ce-id=1|{}|/specversion /source /type",
        "ce-specversion=1.0,ce-id=%zz,ce-source=/a,ce-type=t|{}|/id",
        "ce-specversion=1.0,ce-id=%C3,ce-source=/a,ce-type=t|{}|/id",
        "ce-specversion=1.0,ce-id=%2,ce-source=/a,ce-type=t|{}|/id",
        "ce-specversion=1.0,ce-id=1,ce-source=/a,ce-type=t,ce-data=x|{}|/data",
        "ce-specversion=1.0,ce-id=1,ce-source=/a,ce-type=t,ce-my-name=x|{}|/my-name",
        "ce-specversion=1.0,ce-id=1,ce-source=/a,ce-type=t,content-type=application/json|{|/data",
        "ce-specversion=1.0,ce-id=1,ce-source=/a,ce-type=t,content-type=application/json|' '|/data",
        "ce-specversion=1.0,ce-id=1,ce-source=/a,ce-type=t|{|",
        "ce-specversion=1.0,ce-id=1,ce-source=/a,ce-type=t,ce-a/b=%zz|{}|/a~1b /a~1b",
        "CE-SpecVersion=1.0,Ce-Id=1,cE-source=/a,ce-type=t,x-other=y|{}|"
      })
  void problemsInHeadersHaveThePlaceOfTheirAttribute(String headers, String body, String pointers) {
    Map<String, String> all = new java.util.LinkedHashMap<>();
    for (String header : headers.split(",", -1)) {
      all.put(header.split("=", 2)[0], header.split("=", 2)[1]);
    }
    List<String> found;
    try {
      EventBinding.HTTP.read(all, body.getBytes(UTF_8));
      found = List.of();
    } catch (InvalidDocumentException e) {
      found = pointers(e);
    }
    List<String> expected = pointers == null ? List.of() : List.of(pointers.split(" "));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aBatchIsNoSingleEvent() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EventBinding.HTTP.read(
                    Map.of("content-type", EventBatch.MEDIA_TYPE), "[]".getBytes(UTF_8)))
        .withMessageContaining("EventBatch.read");
  }

  @SchemaType(name = "order-placed", version = 2, migrations = ItemsCounted.class)
  record OrderPlaced(String order, int items) {}

  static final class ItemsCounted implements Migration {

    @Override
    public int from() {
      return 1;
    }

    @Override
    public void up(ObjectNode document) {
      document.put("items", 1);
    }

    @Override
    public void down(ObjectNode document) {
      document.remove("items");
    }
  }

  @SchemaType(name = "order-cancelled", version = 1)
  record OrderCancelled(@JsonProperty("because") String reason) {}

  private static final EventPayloads PAYLOADS =
      EventPayloads.builder()
          .type("com.example.order.placed", OrderPlaced.class)
          .type("com.example.order.cancelled", OrderCancelled.class)
          .build();

  @Test
  void aPayloadIsARecordOfItsType() {
    CloudEvent event = PAYLOADS.write(event(), new OrderPlaced("42", 3));

    assertThat(event.dataschema()).hasToString("urn:kubernaut:schema:order-placed:2");
    assertThat(PAYLOADS.read(event, OrderPlaced.class)).isEqualTo(new OrderPlaced("42", 3));
    assertThat(PAYLOADS.types())
        .containsExactly("com.example.order.cancelled", "com.example.order.placed");
  }

  @Test
  void aPayloadOfAnOlderVersionIsBroughtUpToDate() {
    CloudEvent old =
        event()
            .dataschema(URI.create("urn:kubernaut:schema:order-placed:1"))
            .data(RawJson.of("{\"order\":\"42\"}"))
            .build();

    assertThat(PAYLOADS.read(old, OrderPlaced.class)).isEqualTo(new OrderPlaced("42", 1));
  }

  @Test
  void typeOfEventAndPayloadMustAgree() {
    CloudEvent event = PAYLOADS.write(event(), new OrderPlaced("42", 3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PAYLOADS.write(event(), new OrderCancelled("why")))
        .withMessageContaining("is a OrderPlaced, not a OrderCancelled");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PAYLOADS.read(event, OrderCancelled.class))
        .withMessageContaining("is a OrderPlaced, not a OrderCancelled");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PAYLOADS.read(CloudEvent.builder("1", SOURCE, "x").build(), String.class))
        .withMessageContaining("No record holds the payload of events of type \"x\"");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EventPayloads.builder()
                    .type("a", OrderPlaced.class)
                    .type("a", OrderCancelled.class))
        .withMessageContaining("Events of type \"a\" have two records");
  }

  @Test
  void refusesPayloadsOfAnotherSchemaAndKind() {
    CloudEvent.Builder other =
        event().dataschema(URI.create("urn:kubernaut:schema:order-cancelled:1"));

    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> PAYLOADS.read(other.data(RawJson.of("{}")).build(), OrderPlaced.class))
        .satisfies(e -> assertThat(pointers(e)).containsExactly("/dataschema"));
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(
            () -> PAYLOADS.read(event().text("text/plain", "{}").build(), OrderPlaced.class))
        .satisfies(e -> assertThat(pointers(e)).containsExactly("/datacontenttype"));
    CloudEvent.Builder right =
        event().dataschema(URI.create("urn:kubernaut:schema:order-placed:2"));
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> PAYLOADS.read(right.data(RawJson.of("[1]")).build(), OrderPlaced.class))
        .satisfies(e -> assertThat(pointers(e)).containsExactly("/data"));
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> PAYLOADS.read(right.data(RawJson.of("{ }")).build(), OrderPlaced.class))
        .satisfies(e -> assertThat(pointers(e)).contains("/order"));
  }

  private static AuditEvent audit() {
    return AuditEvent.builder(
            "gateway.signal.received", AuditCategory.GATEWAY, AuditOutcome.SUCCESS, NOW)
        .id(new UUID(1, 2))
        .correlation("rr-2026-001")
        .resource("Signal", "fp-1", "HighCPU")
        .trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")
        .build();
  }

  @Test
  void anAuditEventIsCarriedWithItsIdentityInTheAttributes() {
    CloudEvent event = AuditCloudEvents.write(audit(), SOURCE);

    assertThat(event.type()).isEqualTo("ai.kubernaut.audit.gateway.signal.received");
    assertThat(event.id()).isEqualTo(new UUID(1, 2).toString());
    assertThat(event.subject()).isEqualTo("fp-1");
    assertThat(event.extension("correlationid")).contains("rr-2026-001");
    assertThat(event.extension("traceparent"))
        .contains("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assertThat(AuditCloudEvents.read(event)).isEqualTo(audit());
    assertThat(event.payload()).isEqualTo(Codecs.json(AuditEvent.class).write(audit()));
  }

  @Test
  void refusesAnAuditEventThatIsNotTheOneInTheAttributes() {
    CloudEvent other =
        CloudEvent.builder("1", SOURCE, "ai.kubernaut.audit.gateway.signal.dropped")
            .time(NOW)
            .data(RawJson.of(new String(Codecs.json(AuditEvent.class).write(audit()), UTF_8)))
            .build();

    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> AuditCloudEvents.read(other))
        .satisfies(e -> assertThat(pointers(e)).containsExactly("/type", "/id"));
    AuditEvent unnamed =
        AuditEvent.builder("a.b", AuditCategory.GATEWAY, AuditOutcome.SUCCESS, NOW)
            .correlation("rr")
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditCloudEvents.write(unnamed, SOURCE))
        .withMessageContaining("no event_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", " \u2003[]", "\ufeff[]", "null", "]"})
  void refusesABatchThatIsNoArrayByItsFirstCharacter(String document) {
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> EventBatch.read(document.getBytes(UTF_8)))
        .withMessageContaining("must be an array of events");
    assertThat(EventBatch.read(" \t\r\n[]".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void tagsAPayloadWithWhiteSpaceAndRefusesOneThatIsNoObject() {
    CloudEvent.Builder named =
        event().dataschema(URI.create("urn:kubernaut:schema:order-placed:2"));
    CloudEvent placed = PAYLOADS.write(event(), new OrderPlaced("42", 3));
    String json = new String(placed.payload(), UTF_8);
    CloudEvent spaced = named.data(RawJson.of(json.replace("{", "{ \n "))).build();
    assertThat(PAYLOADS.read(spaced, OrderPlaced.class)).isEqualTo(new OrderPlaced("42", 3));
    for (String other : new String[] {"[]", "1", "{}"}) {
      CloudEvent wrong = named.data(RawJson.of(other)).build();
      assertThatExceptionOfType(InvalidDocumentException.class)
          .isThrownBy(() -> PAYLOADS.read(wrong, OrderPlaced.class));
    }
  }
}
