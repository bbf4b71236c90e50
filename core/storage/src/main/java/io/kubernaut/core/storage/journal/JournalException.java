package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.StorageFullException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says that records were not acknowledged. The journal goes on: the next append tries again, in a
 * new segment.
 */
public final class JournalException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What has become of the records. */
  public enum Outcome {
    /** They are not in the journal and never will be; append them again if they matter. */
    REFUSED,
    /**
     * The disk failed so thoroughly that they could not be taken back: they may turn up when the
     * journal is opened the next time, unless it has worked again before.
     */
    UNKNOWN
  }

  private final Outcome outcome;

  JournalException(String message, Outcome outcome, @Nullable Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  /** The same for another who waits, with a stack of its own. */
  JournalException(JournalException failure) {
    super(failure.getMessage(), failure.getCause());
    this.outcome = failure.outcome;
  }

  /**
   * Returns what has become of the records.
   *
   * @return whether they may turn up again
   */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Tells whether space is all that is missing.
   *
   * @return true if the disk was full
   */
  public boolean isDiskFull() {
    return getCause() instanceof StorageFullException;
  }
}
