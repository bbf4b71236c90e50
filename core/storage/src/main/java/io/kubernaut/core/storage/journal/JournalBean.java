package io.kubernaut.core.storage.journal;

import java.util.Map;

/** Shows a journal in JMX. */
final class JournalBean implements JournalMXBean {

  private final Journal journal;

  JournalBean(Journal journal) {
    this.journal = journal;
  }

  @Override
  public Map<String, Long> getNumbers() {
    return journal.status().numbers();
  }

  @Override
  public String getProblem() {
    return journal.status().problem().orElse("");
  }
}
