package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a notification through a channel, as it stands in the status of
 * Kubernaut's notification requests.
 *
 * @param channel the channel, for example {@code slack}
 * @param attempt which attempt at this channel it is, from 1
 * @param timestamp when it was made
 * @param status how it ended
 * @param error what went wrong
 * @param durationSeconds how many seconds it took
 * @param extra fields this version does not know
 */
@SchemaType(name = "delivery-attempt", version = 1)
public record DeliveryAttempt(
    @NotBlank String channel,
    @Min(1) int attempt,
    @Nullable Instant timestamp,
    Open<Result> status,
    @Nullable String error,
    @Nullable @Min(0) Double durationSeconds,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param channel the channel
   * @param attempt which attempt at this channel it is
   * @param timestamp when it was made
   * @param status how it ended
   * @param error what went wrong
   * @param durationSeconds how many seconds it took
   * @param extra fields this version does not know
   */
  public DeliveryAttempt {
    extra = Frozen.map(extra);
  }

  /** How an attempt ended. */
  public enum Result {
    /** The channel took it. */
    @JsonProperty("success")
    SUCCESS,
    /** The channel did not take it. */
    @JsonProperty("failed")
    FAILED,
    /** The channel did not answer in time. */
    @JsonProperty("timeout")
    TIMEOUT,
    /** The channel will never take it: the notification or the channel's settings are wrong. */
    @JsonProperty("invalid")
    INVALID
  }

  /**
   * Tells whether the channel has the notification.
   *
   * @return true after a success
   */
  public boolean isDelivered() {
    return status.is(Result.SUCCESS);
  }

  /**
   * Tells whether another attempt would be in vain, however many are left.
   *
   * @return true if the channel will never take it
   */
  public boolean isHopeless() {
    return status.is(Result.INVALID);
  }
}
