package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a server knows it: what {@code GET /api/v2/alerts} of Alertmanager answers, a list of
 * them.
 *
 * @param annotations what people want to read, by name
 * @param endsAt when it is over, if nobody says otherwise before
 * @param fingerprint the identity of the labels: 16 hex digits
 * @param receivers who is told
 * @param startsAt when it began
 * @param status whether anybody is told
 * @param updatedAt when the server heard of it last
 * @param generatorURL where it comes from
 * @param labels what it is about, by name
 * @param extra fields of a later version
 * @see <a
 *     href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">Alertmanager
 *     API v2, {@code gettableAlert}</a>
 */
@SchemaType(name = "active-alert", version = 1)
public record ActiveAlert(
    Map<String, String> annotations,
    Instant endsAt,
    String fingerprint,
    List<ReceiverName> receivers,
    Instant startsAt,
    Status status,
    Instant updatedAt,
    @Nullable String generatorURL,
    Map<String, String> labels,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param annotations what people want to read
   * @param endsAt when it is over
   * @param fingerprint the identity of the labels
   * @param receivers who is told
   * @param startsAt when it began
   * @param status whether anybody is told
   * @param updatedAt when the server heard of it last
   * @param generatorURL where it comes from
   * @param labels what it is about
   * @param extra fields of a later version
   */
  public ActiveAlert {
    annotations = Frozen.map(annotations);
    receivers = Frozen.list(receivers);
    labels = Frozen.map(labels);
    extra = Frozen.map(extra);
  }

  /** Whether anybody is told of an alert. */
  public enum State {
    /** It has just come in. */
    @JsonProperty("unprocessed")
    UNPROCESSED,
    /** Its receivers are told. */
    @JsonProperty("active")
    ACTIVE,
    /** Nobody is told. */
    @JsonProperty("suppressed")
    SUPPRESSED
  }

  /**
   * Whether anybody is told of an alert, and if not, why.
   *
   * @param inhibitedBy the fingerprints of the alerts that are told instead
   * @param mutedBy the time intervals in which nobody is told
   * @param silencedBy the ids of the silences
   * @param state the state
   * @param extra fields of a later version
   */
  public record Status(
      List<String> inhibitedBy,
      List<String> mutedBy,
      List<String> silencedBy,
      Open<State> state,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param inhibitedBy the fingerprints of the alerts that are told instead
     * @param mutedBy the time intervals in which nobody is told
     * @param silencedBy the ids of the silences
     * @param state the state
     * @param extra fields of a later version
     */
    public Status {
      inhibitedBy = Frozen.list(inhibitedBy);
      mutedBy = Frozen.list(mutedBy);
      silencedBy = Frozen.list(silencedBy);
      extra = Frozen.map(extra);
    }
  }

  /**
   * The name of a receiver, as an object.
   *
   * @param name the name
   * @param extra fields of a later version
   */
  public record ReceiverName(@NotBlank String name, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name the name
     * @param extra fields of a later version
     */
    public ReceiverName {
      extra = Frozen.map(extra);
    }
  }

  /**
   * Returns the alert itself.
   *
   * @return what was sent to the server
   */
  public Alert alert() {
    return new Alert(labels, annotations, startsAt, endsAt, generatorURL, Map.of());
  }
}
