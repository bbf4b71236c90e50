package io.kubernaut.benchmarks.jmh;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same documents as records without rules, for a mapper as everybody configures it. */
final class PlainRecords {

  private PlainRecords() {}

  static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
        .build();
  }

  record Alert(
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt,
      Instant endsAt,
      String generatorURL) {}

  enum Status {
    pass,
    warn,
    fail
  }

  record Check(
      String componentId,
      String componentType,
      String observedUnit,
      Status status,
      List<String> affectedEndpoints,
      Instant time,
      @Nullable String output) {}

  record Report(
      Status status,
      String version,
      String releaseId,
      List<String> notes,
      String serviceId,
      String description,
      Map<String, List<Check>> checks,
      Map<String, URI> links) {}

  enum Category {
    gateway,
    notification
  }

  enum Outcome {
    success,
    failure
  }

  record Payload(
      @JsonProperty("event_type") String eventType, String fingerprint, boolean deduplicated) {}

  record Event(
      String version,
      @JsonProperty("event_id") UUID eventId,
      @JsonProperty("event_type") String eventType,
      @JsonProperty("event_timestamp") Instant eventTimestamp,
      @JsonProperty("event_category") Category eventCategory,
      @JsonProperty("event_action") String eventAction,
      @JsonProperty("event_outcome") Outcome eventOutcome,
      @JsonProperty("actor_type") String actorType,
      @JsonProperty("actor_id") String actorId,
      @JsonProperty("resource_type") String resourceType,
      @JsonProperty("resource_id") String resourceId,
      @JsonProperty("resource_name") String resourceName,
      @JsonProperty("correlation_id") String correlationId,
      @JsonProperty("trace_id") String traceId,
      @JsonProperty("span_id") String spanId,
      String namespace,
      @JsonProperty("cluster_id") String clusterId,
      @JsonProperty("event_data") Payload eventData,
      String severity,
      @JsonProperty("duration_ms") Long durationMs,
      @JsonProperty("retention_days") Integer retentionDays,
      @JsonProperty("is_sensitive") Boolean isSensitive) {}
}
