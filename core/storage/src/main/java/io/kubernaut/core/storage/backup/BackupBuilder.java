package io.kubernaut.core.storage.backup;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link Backup}. Used by one thread, once. */
public final class BackupBuilder {

  final Platform platform;
  final Storage target;
  final Map<String, BackupSource> sources = new LinkedHashMap<>();
  @Nullable Supplier<SecretKey> key;
  @Nullable Duration interval;
  int keep = 7;

  BackupBuilder(Platform platform, Storage target) {
    this.platform = platform;
    this.target = target;
  }

  /**
   * Adds a store. They are restored in the order they were added.
   *
   * @param source the store
   * @return this builder
   * @throws IllegalArgumentException if there is one of that name
   */
  public BackupBuilder source(BackupSource source) {
    if (sources.putIfAbsent(Storage.checkedName(source.name()), source) != null) {
      throw new IllegalArgumentException(
          "There is a store \"%s\" in this backup already: give each a name of its own."
              .formatted(source.name()));
    }
    return this;
  }

  /**
   * Takes a backup again and again, on a thread of its own.
   *
   * @param interval from one to the next; positive. Unless set, only {@link Backup#run} takes one
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public BackupBuilder every(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "Invalid interval %s between backups: give more than zero.".formatted(interval));
    }
    this.interval = interval;
    return this;
  }

  /**
   * Sets how many backups are kept; older ones are deleted after a new one was checked.
   *
   * @param count at least 1; 7 unless set
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public BackupBuilder keep(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "Invalid number of %d backups to keep: give at least 1.".formatted(count));
    }
    this.keep = count;
    return this;
  }

  /**
   * Encrypts everything with AES-256-GCM, names and sizes of files included.
   *
   * @param key gives the key each time it is needed; best 32 random bytes
   * @return this builder
   */
  public BackupBuilder encryptedWith(Supplier<SecretKey> key) {
    this.key = key;
    return this;
  }

  /**
   * Begins.
   *
   * @return the backup, to be closed before its target
   */
  public Backup open() {
    return new Backup(this);
  }
}
