/**
 * Backup and restore: {@link io.kubernaut.core.storage.backup.Backup} copies consistent snapshots
 * of stores to another disk, proves that they can be restored, and says how long that takes.
 */
package io.kubernaut.core.storage.backup;
