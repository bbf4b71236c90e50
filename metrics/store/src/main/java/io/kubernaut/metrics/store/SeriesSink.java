package io.kubernaut.metrics.store;

/** Where samples are written to. Safe for any thread. */
public interface SeriesSink {

  /**
   * Opens a batch. What is appended is seen by readers when the batch is committed, all of it or
   * nothing.
   *
   * @return the batch; to be closed
   */
  Appender appender();
}
