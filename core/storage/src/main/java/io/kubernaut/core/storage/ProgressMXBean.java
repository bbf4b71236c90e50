package io.kubernaut.core.storage;

/** Long work as JMX shows it: {@code io.kubernaut:type=Progress,…,name=<work>}, while it runs. */
public interface ProgressMXBean {

  /**
   * Returns how much is done.
   *
   * @return in {@link #getUnit()}
   */
  long getDone();

  /**
   * Returns how much there is.
   *
   * @return in {@link #getUnit()}; zero if nobody knows
   */
  long getTotal();

  /**
   * Returns what is counted.
   *
   * @return for example {@code bytes}
   */
  String getUnit();

  /**
   * Returns how fast it goes.
   *
   * @return per second, on average since the beginning
   */
  double getRate();

  /**
   * Returns which share is done.
   *
   * @return 0 to 1; -1 if the total is unknown
   */
  double getShare();

  /**
   * Returns how long it will still take at this rate.
   *
   * @return seconds; -1 if nobody knows
   */
  double getSecondsLeft();
}
