package io.kubernaut.core.storage.backup;

import java.io.IOException;

/** Says that there is no backup to be used, or that what is there is not to be trusted. */
public final class BackupException extends IOException {

  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
