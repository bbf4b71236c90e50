package io.kubernaut.core.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a platform takes from its host at this moment.
 *
 * @param threads live threads of its own, abandoned ones included
 * @param threadLimit how many it may have
 * @param tasks tasks that wait in the scheduler
 * @param queued what waits in executors
 * @param refused what executors and the scheduler have refused since the start
 * @param eventsKept events in the history
 * @param eventsDropped events that subscribers were too slow for, since the start
 * @param beans registered MBeans
 */
public record Footprint(
    int threads,
    int threadLimit,
    int tasks,
    int queued,
    long refused,
    int eventsKept,
    long eventsDropped,
    int beans) {

  /**
   * Returns the numbers by name, for those who show or measure them all.
   *
   * @return names and numbers, in the order above
   */
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    numbers.put("threads", (long) threads);
    numbers.put("threadLimit", (long) threadLimit);
    numbers.put("tasks", (long) tasks);
    numbers.put("queued", (long) queued);
    numbers.put("refused", refused);
    numbers.put("eventsKept", (long) eventsKept);
    numbers.put("eventsDropped", eventsDropped);
    numbers.put("beans", (long) beans);
    return numbers;
  }
}
