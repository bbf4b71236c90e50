package io.kubernaut.core.storage;

import java.io.IOException;

/** Says that a directory is in use, and by whom. Two owners would destroy each other's files. */
public final class StorageInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String owner;

  /**
   * Creates the refusal.
   *
   * @param directory what was to be opened
   * @param owner who has it open
   */
  public StorageInUseException(String directory, String owner) {
    super(
        "Directory %s is in use by %s. Close it there first, or use another directory."
            .formatted(directory, owner));
    this.owner = owner;
  }

  /**
   * Returns who has the directory open.
   *
   * @return for example {@code process 4711, running since 2026-01-01T00:00:00Z}
   */
  public String owner() {
    return owner;
  }
}
