package io.kubernaut.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.kubernaut.types.alert.Alert;
import io.kubernaut.types.audit.AuditEvent;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reads and writes documents with the codecs of the types, and the same documents with plain
 * records and a plain Jackson mapper, which checks neither rules nor UTF-8, and loses fields that
 * it does not know.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SchemaCodecs {

  @Benchmark
  public Object readKubernaut(Document document) {
    return document.codec.read(document.bytes);
  }

  @Benchmark
  public Object readPlain(Document document) throws IOException {
    return document.plainReader.readValue(document.bytes);
  }

  @Benchmark
  public byte[] writeKubernaut(Document document) {
    return document.codec.write(document.value);
  }

  @Benchmark
  public byte[] writePlain(Document document) throws IOException {
    return document.plainWriter.writeValueAsBytes(document.plainValue);
  }

  /** What is read and written. */
  @State(Scope.Benchmark)
  public static class Document {

    @Param({"alert", "health-report", "audit-event"})
    public String type = "alert";

    final ObjectMapper plain = PlainRecords.mapper();
    byte[] bytes = {};
    Codec<Object> codec = codec(Alert.class);
    ObjectReader plainReader = plain.readerFor(PlainRecords.Alert.class);
    ObjectWriter plainWriter = plain.writerFor(PlainRecords.Alert.class);
    Object value = "";
    Object plainValue = "";

    /** Reads the document once each way, and sees that both write it again. */
    @Setup
    public void read() throws IOException {
      switch (type) {
        case "alert" -> use(ALERT, Alert.class, PlainRecords.Alert.class);
        case "health-report" -> use(REPORT, HealthReport.class, PlainRecords.Report.class);
        default -> use(EVENT, AuditEvent.class, PlainRecords.Event.class);
      }
      value = codec.read(bytes);
      plainValue = plainReader.readValue(bytes);
      JsonNode plainTree = plain.readTree(plainWriter.writeValueAsBytes(plainValue));
      if (!plain.readTree(codec.write(value)).equals(plainTree)) {
        throw new IllegalStateException("The two do not write the same.");
      }
    }

    private void use(String document, Class<?> ours, Class<?> theirs) {
      bytes = document.replace("\n", "").replaceAll(" *(\"[a-zA-Z_:-]+\":) ", "$1").getBytes(UTF_8);
      codec = codec(ours);
      plainReader = plain.readerFor(theirs);
      plainWriter = plain.writerFor(theirs);
    }

    @SuppressWarnings("unchecked") // Only values that the codec has read are written.
    private static Codec<Object> codec(Class<?> type) {
      return (Codec<Object>) (Codec<?>) Codecs.json(type);
    }
  }

  private static final String ALERT =
      """
      {"labels":{"alertname":"HighErrorRate","severity":"critical","namespace":"shop","service":"orders",
      "pod":"orders-6c8f7d9b4-x2x9k","cluster":"eu-west-1"},"annotations":{"summary":"More than 5 % of requests fail",
      "runbook":"https://runbooks.example.com/high-error-rate"},"startsAt":"2026-01-31T10:00:00.123Z",
      "endsAt":"2026-01-31T10:05:00Z","generatorURL":"https://prometheus.example.com/graph?g0.expr=up"}
      """;

  private static final String REPORT =
      """
      {"status":"warn","version":"1","releaseId":"1.4.2","notes":["draining"],"serviceId":"orders-0",
      "description":"orders","checks":{"database":[{"componentId":"pg-1","componentType":"datastore",
      "observedUnit":"ms","status":"pass","time":"2026-01-31T10:00:00Z"}],"queue":[{"componentId":"q-1",
      "componentType":"component","observedUnit":"items","status":"warn","affectedEndpoints":["/orders"],
      "time":"2026-01-31T10:00:00Z","output":"12,000 waiting"}]},"links":{"about":"https://example.com/orders"}}
      """;

  private static final String EVENT =
      """
      {"version":"1.0","event_id":"0190a5c0-7b1e-7000-8000-000000000001","event_type":"gateway.signal.received",
      "event_timestamp":"2026-01-31T10:00:00.123456Z","event_category":"gateway","event_action":"received",
      "event_outcome":"success","actor_type":"service","actor_id":"gateway","resource_type":"Signal",
      "resource_id":"fp-1","resource_name":"HighErrorRate","correlation_id":"rr-7d9f","trace_id":
      "4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7","namespace":"shop","cluster_id":"eu-west-1",
      "event_data":{"event_type":"gateway.signal.received","fingerprint":"1f2e3d4c","deduplicated":false},
      "severity":"critical","duration_ms":12,"retention_days":2555,"is_sensitive":false}
      """;
}
