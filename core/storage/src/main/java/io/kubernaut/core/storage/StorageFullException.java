package io.kubernaut.core.storage;

import java.io.IOException;

/**
 * Says that the disk, or the share of it one may use, is full. Writing works again once it is not.
 */
public final class StorageFullException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the refusal.
   *
   * @param name which file was to be written
   * @param cause what the system said
   */
  public StorageFullException(String name, IOException cause) {
    super(
        "No space left to write %s (%s). Free space, or set a retention."
            .formatted(name, cause.getMessage()),
        cause);
  }
}
