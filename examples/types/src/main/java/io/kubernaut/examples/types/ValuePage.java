package io.kubernaut.examples.types;

import io.kubernaut.types.value.GoDuration;
import io.kubernaut.types.value.Quantity;
import java.time.Duration;

/** The page of {@code io.kubernaut.types.value}. */
public final class ValuePage {

  private ValuePage() {}

  /**
   * Shares a time among attempts.
   *
   * @param timeout the time, as configuration has it
   * @param attempts how many
   * @return the time of each, in the same notation
   */
  public static String each(String timeout, int attempts) {
    Duration all = GoDuration.parse(timeout);
    return GoDuration.format(all.dividedBy(attempts));
  }

  /**
   * Adds two amounts of memory.
   *
   * @param one for example {@code 1.5Gi}
   * @param other for example {@code 512Mi}
   * @return both together
   */
  public static Quantity together(String one, String other) {
    return Quantity.parse(one).plus(Quantity.parse(other));
  }
}
