package io.kubernaut.metrics.store.engine;

/**
 * How a store fares.
 *
 * @param series how many series there are
 * @param seriesLimit how many there may be
 * @param memorySamples samples that are in memory and in the journal
 * @param blocks how many blocks there are
 * @param blockSamples samples in blocks, deleted ones included until they are cleaned away
 * @param blockBytes bytes of blocks on disk
 * @param journalBytes bytes of the journal on disk
 * @param accepted samples taken since the start
 * @param duplicates samples that were there already
 * @param refused samples that were refused, for whatever reason
 * @param damagedChunks chunks found damaged since the start, which are left out
 * @param quarantinedBlocks blocks that were moved aside at the start
 * @param lostRecords records of the journal known to be lost
 */
public record StoreStatus(
    long series,
    long seriesLimit,
    long memorySamples,
    long blocks,
    long blockSamples,
    long blockBytes,
    long journalBytes,
    long accepted,
    long duplicates,
    long refused,
    long damagedChunks,
    long quarantinedBlocks,
    long lostRecords) {}
