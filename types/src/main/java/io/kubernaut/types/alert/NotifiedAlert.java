package io.kubernaut.types.alert;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a webhook tells of it.
 *
 * @param status whether it goes on
 * @param labels what it is about, by name
 * @param annotations what people want to read, by name
 * @param startsAt when it began
 * @param endsAt when it was over; {@link #GOES_ON} as long as it goes on
 * @param generatorURL where it comes from; senders without a place write an empty text
 * @param fingerprint the identity of the labels; old senders leave it out
 * @param extra fields of a later version, or of another sender
 */
public record NotifiedAlert(
    Open<AlertStatus> status,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    Instant endsAt,
    @Nullable String generatorURL,
    @Nullable String fingerprint,
    @Extra Map<String, RawJson> extra) {

  /** The end of an alert that goes on: the zero time of Go, midnight of the first of January 1. */
  public static final Instant GOES_ON = Instant.parse("0001-01-01T00:00:00Z");

  /**
   * Copies the collections.
   *
   * @param status whether it goes on
   * @param labels what it is about
   * @param annotations what people want to read
   * @param startsAt when it began
   * @param endsAt when it was over
   * @param generatorURL where it comes from
   * @param fingerprint the identity of the labels
   * @param extra fields of a later version
   */
  public NotifiedAlert {
    labels = Frozen.map(labels);
    annotations = Frozen.map(annotations);
    extra = Frozen.map(extra);
  }

  /**
   * Tells of an alert.
   *
   * @param alert the alert
   * @param now the time it is told
   * @return what the webhook says
   */
  public static NotifiedAlert of(Alert alert, Instant now) {
    AlertStatus status = alert.status(now);
    Instant endsAt = alert.endsAt();
    return new NotifiedAlert(
        Open.of(status),
        alert.labels(),
        alert.annotations(),
        alert.startsAt() == null ? now : alert.startsAt(),
        endsAt == null || status == AlertStatus.FIRING ? GOES_ON : endsAt,
        alert.generatorURL() == null ? "" : alert.generatorURL(),
        alert.fingerprint(),
        alert.extra());
  }

  /**
   * Tells whether it goes on.
   *
   * @return true unless it is over
   */
  public boolean isFiring() {
    return status.is(AlertStatus.FIRING);
  }

  /**
   * Returns the alert it tells of.
   *
   * @return the alert, without an end if it goes on
   */
  public Alert alert() {
    Instant end = endsAt.equals(GOES_ON) ? null : endsAt;
    return new Alert(labels, annotations, startsAt, end, generatorURL, extra);
  }
}
