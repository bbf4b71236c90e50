package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the parts of one journal share.
 *
 * @param start records before this sequence are gone on purpose
 */
record JournalParts(
    Storage storage,
    long instance,
    AtomicLong start,
    Segments segments,
    Checkpoints checkpoints,
    Pins pins,
    CommitQueue queue,
    JournalWriter writer,
    Quarantine quarantine,
    Signal progress,
    JournalEvents events) {}
