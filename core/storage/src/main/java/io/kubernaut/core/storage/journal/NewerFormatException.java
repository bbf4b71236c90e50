package io.kubernaut.core.storage.journal;

import java.io.IOException;

/** Says that files were written by a later version, which knows more than this one. */
public final class NewerFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the refusal.
   *
   * @param file what was read
   * @param version the version it has
   * @param known the latest version that is known here
   */
  public NewerFormatException(String file, int version, int known) {
    super(
        "File %s has format %d, and this version knows formats up to %d. Use the later version that wrote it."
            .formatted(file, version, known));
  }
}
