package io.kubernaut.core.storage.journal;

/**
 * What one gets for a record that was submitted: it will say whether the record was acknowledged.
 *
 * <p>Immutable; safe for any thread.
 */
public final class Receipt {

  private final Completion batch;
  private final int index;

  Receipt(Completion batch, int index) {
    this.batch = batch;
    this.index = index;
  }

  /**
   * Waits until the record is acknowledged, as the journal's {@link Durability} says. An interrupt
   * does not end the waiting, and is still set after it.
   *
   * @return the record's sequence
   * @throws JournalException if it was not acknowledged
   */
  public long await() throws JournalException {
    return batch.await() + index;
  }

  /**
   * Tells whether {@link #await} would return or throw at once.
   *
   * @return false while the record is on its way
   */
  public boolean isDone() {
    return batch.isDone();
  }
}
