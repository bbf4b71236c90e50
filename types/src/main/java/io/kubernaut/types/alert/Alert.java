package io.kubernaut.types.alert;

import io.kubernaut.types.Severity;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, told apart from everything else by its labels: what a rule raises, and
 * what {@code POST /api/v2/alerts} of Alertmanager takes, a list of them.
 *
 * <p>Two alerts with the same labels are the same alert; the later one says how it is now.
 * Annotations, times and the link are not part of its identity.
 *
 * @param labels what it is about, by name; {@code alertname} and {@code severity} by convention.
 *     Not empty; a label with an empty value counts as no label
 * @param annotations what people want to read, by name, for example {@code summary}
 * @param startsAt when it began; without it, when it is received
 * @param endsAt when it is over, if nobody says otherwise before; without it, the receiver's
 *     resolve timeout after the last time it was sent
 * @param generatorURL where it comes from, for people to follow
 * @param extra fields of a later version
 * @see <a
 *     href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">Alertmanager
 *     API v2, {@code postableAlert}</a>
 */
@Sparse
@SchemaType(name = "alert", version = 1)
public record Alert(
    @Size(min = 1) Map<@Size(min = 1) String, String> labels,
    Map<@Size(min = 1) String, String> annotations,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable String generatorURL,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /** The label that names the rule. */
  public static final String NAME = "alertname";

  /** The label that says how bad it is. */
  public static final String SEVERITY = "severity";

  /**
   * Copies the collections.
   *
   * @param labels what it is about
   * @param annotations what people want to read
   * @param startsAt when it began
   * @param endsAt when it is over
   * @param generatorURL where it comes from
   * @param extra fields of a later version
   */
  public Alert {
    labels = Frozen.map(labels);
    annotations = Frozen.map(annotations);
    extra = Frozen.map(extra);
  }

  /**
   * Returns an alert that goes on.
   *
   * @param labels what it is about
   * @param annotations what people want to read
   * @param startsAt when it began
   * @return the alert
   */
  public static Alert firing(
      Map<String, String> labels, Map<String, String> annotations, Instant startsAt) {
    return new Alert(labels, annotations, startsAt, null, null, Map.of());
  }

  /**
   * Returns this alert, over.
   *
   * @param at when it was over
   * @return the alert
   */
  public Alert resolved(Instant at) {
    return new Alert(labels, annotations, startsAt, at, generatorURL, extra);
  }

  /**
   * Returns this alert with a link to where it comes from.
   *
   * @param url the link
   * @return the alert
   */
  public Alert from(String url) {
    return new Alert(labels, annotations, startsAt, endsAt, url, extra);
  }

  /**
   * Returns the rule's name.
   *
   * @return the label {@code alertname}, or an empty text
   */
  public String name() {
    return labels.getOrDefault(NAME, "");
  }

  /**
   * Returns how bad it is.
   *
   * @return what the label {@code severity} says; empty if it is missing or another word
   */
  public Optional<Severity> severity() {
    return Optional.ofNullable(labels.get(SEVERITY)).flatMap(Severity::parse);
  }

  /**
   * Tells whether it goes on.
   *
   * @param now the time asked for
   * @return firing until {@link #endsAt} has come
   */
  public AlertStatus status(Instant now) {
    return endsAt == null || endsAt.isAfter(now) ? AlertStatus.FIRING : AlertStatus.RESOLVED;
  }

  /**
   * Returns the identity of the labels, as Alertmanager computes it.
   *
   * @return 16 hex digits, the same for the same labels in any order
   */
  public String fingerprint() {
    return Labels.fingerprint(labels);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        labels.isEmpty() || labels.values().stream().anyMatch(value -> !value.isEmpty()),
        "/labels",
        labels,
        "must have a label that is not empty",
        "Name the rule in \"alertname\".");
    if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
      found.add("/endsAt", endsAt, "must not be before startsAt " + startsAt, "Swap them?");
    }
  }
}
