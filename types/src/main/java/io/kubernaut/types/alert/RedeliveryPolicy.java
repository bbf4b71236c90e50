package io.kubernaut.types.alert;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.RawJson;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often and when a delivery is attempted again: the {@code retryPolicy} of Kubernaut's
 * notification requests, with its bounds and defaults.
 *
 * @param maxAttempts how often it is attempted at most, 1 to 10; 5 if it is not said
 * @param initialBackoffSeconds how many seconds after the first attempt, 1 to 300; 30
 * @param backoffMultiplier what each further wait is multiplied with, 1 to 10; 2
 * @param maxBackoffSeconds how many seconds to wait at most, 60 to 3,600; 480
 * @param extra fields this version does not know
 */
public record RedeliveryPolicy(
    @Nullable @Min(1) @Max(10) Integer maxAttempts,
    @Nullable @Min(1) @Max(300) Integer initialBackoffSeconds,
    @Nullable @Min(1) @Max(10) Integer backoffMultiplier,
    @Nullable @Min(60) @Max(3600) Integer maxBackoffSeconds,
    @Extra Map<String, RawJson> extra) {

  private static final RedeliveryPolicy STANDARD =
      new RedeliveryPolicy(null, null, null, null, Map.of());

  /**
   * Copies the collections.
   *
   * @param maxAttempts how often it is attempted at most
   * @param initialBackoffSeconds how many seconds after the first attempt
   * @param backoffMultiplier what each further wait is multiplied with
   * @param maxBackoffSeconds how many seconds to wait at most
   * @param extra fields this version does not know
   */
  public RedeliveryPolicy {
    extra = Frozen.map(extra);
  }

  /**
   * Returns the policy that says nothing.
   *
   * @return all defaults
   */
  public static RedeliveryPolicy standard() {
    return STANDARD;
  }

  /**
   * Returns how often it is attempted at most.
   *
   * @return 5 if it is not said
   */
  public int attempts() {
    return maxAttempts == null ? 5 : maxAttempts;
  }

  /**
   * Returns how long to wait after an attempt that failed.
   *
   * @param attempt which attempt it was, from 1
   * @return the wait, without the jitter that the sender adds
   * @throws IllegalArgumentException if there is no such attempt
   */
  public Duration waitAfter(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("There is no attempt " + attempt + ". Count them from 1.");
    }
    long most = maxBackoffSeconds == null ? 480 : maxBackoffSeconds;
    long factor = backoffMultiplier == null ? 2 : backoffMultiplier;
    long seconds = initialBackoffSeconds == null ? 30 : initialBackoffSeconds;
    for (int i = 1; i < attempt && factor > 1 && seconds < most; i++) {
      seconds *= factor;
    }
    return Duration.ofSeconds(Math.min(seconds, most));
  }
}
