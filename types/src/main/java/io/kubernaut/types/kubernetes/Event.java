package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an object.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/">Event</a>
 * @param apiVersion {@code v1}
 * @param kind {@code Event}
 * @param metadata name, labels and so on
 * @param involvedObject what it happened to
 * @param reason what, in one word
 * @param message what, for people
 * @param type Normal or Warning
 * @param count how often
 * @param firstTimestamp when first
 * @param lastTimestamp when last
 * @param eventTime when, to the microsecond
 * @param reportingComponent who says so
 * @param reportingInstance which instance of it
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "event", version = 1)
public record Event(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable ObjectReference involvedObject,
    @Nullable String reason,
    @Nullable String message,
    @Nullable String type,
    @Nullable Integer count,
    @Nullable Instant firstTimestamp,
    @Nullable Instant lastTimestamp,
    @Nullable MicroTime eventTime,
    @Nullable String reportingComponent,
    @Nullable String reportingInstance,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code v1}
   * @param kind {@code Event}
   * @param metadata name, labels and so on
   * @param involvedObject what it happened to
   * @param reason what, in one word
   * @param message what, for people
   * @param type Normal or Warning
   * @param count how often
   * @param firstTimestamp when first
   * @param lastTimestamp when last
   * @param eventTime when, to the microsecond
   * @param reportingComponent who says so
   * @param reportingInstance which instance of it
   * @param extra fields this version does not know
   */
  public Event {
    extra = Frozen.map(extra);
  }

  /**
   * Tells whether it is bad news.
   *
   * @return true for the type {@code Warning}
   */
  public boolean isWarning() {
    return "Warning".equals(type);
  }
}
