package io.kubernaut.core.storage.journal;

import java.util.Map;

/** A journal as JMX shows it: {@code io.kubernaut:type=Journal,…,name=<name>}. Read-only. */
public interface JournalMXBean {

  /**
   * Returns the numbers of {@link JournalStatus}.
   *
   * @return by name
   */
  Map<String, Long> getNumbers();

  /**
   * Returns what writing fails with at present.
   *
   * @return a sentence, or an empty text
   */
  String getProblem();
}
