package io.kubernaut.core.storage.backup;

import java.time.Duration;
import java.time.Instant;

/**
 * How a backup went.
 *
 * @param id what it is called
 * @param time the moment to which it leads back: that of its oldest snapshot
 * @param bytes how much it holds
 * @param written how much of that was new
 * @param took how long it took, checking included
 */
public record BackupReport(String id, Instant time, long bytes, long written, Duration took) {}
