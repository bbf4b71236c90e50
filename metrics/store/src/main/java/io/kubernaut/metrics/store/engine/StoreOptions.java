package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.journal.Durability;
import java.time.Duration;
import java.util.List;

/**
 * What a store keeps, for how long, and how surely.
 *
 * @param seriesLimit the most series there may be; new ones beyond are refused
 * @param retention how long samples are kept, measured back from the newest
 * @param maxBytes the most that blocks may take; the oldest go first
 * @param lateness how much older than the newest sample a late one may be
 * @param blockLength how much time is kept in memory before it becomes a block
 * @param memorySamples how many samples are kept in memory, at most, before they become a block;
 *     earlier from a million on, if that is no fewer than 32 a series: they are replayed after a
 *     crash
 * @param durability when an acknowledged batch is on the disk
 * @param rules how long the samples of some series are kept instead; the first that matches counts
 * @param tiers condensed history that is kept besides, finer ones first; none is usual
 */
public record StoreOptions(
    int seriesLimit,
    Duration retention,
    long maxBytes,
    Duration lateness,
    Duration blockLength,
    long memorySamples,
    Durability durability,
    List<RetentionRule> rules,
    List<Tier> tiers) {

  /** 200,000 series, 15 days, 10 GiB, 10 min late, blocks of 2 h, forced every second. */
  public static final StoreOptions STANDARD =
      new StoreOptions(
          200_000,
          Duration.ofDays(15),
          10L << 30,
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          8_000_000,
          Durability.every(Duration.ofSeconds(1)),
          List.of(),
          List.of());

  /**
   * Checks the options.
   *
   * @param seriesLimit the most series there may be
   * @param retention how long samples are kept
   * @param maxBytes the most that blocks may take
   * @param lateness how much older than the newest sample a late one may be
   * @param blockLength how much time is kept in memory
   * @param memorySamples how many samples are kept in memory
   * @param durability when an acknowledged batch is on the disk
   * @param rules how long the samples of some series are kept instead
   * @param tiers condensed history that is kept besides
   * @throws IllegalArgumentException if a limit is not positive, the lateness negative, or a tier
   *     is not a multiple of the one before
   */
  public StoreOptions {
    requirePositive("seriesLimit", seriesLimit);
    requirePositive("retention", retention.toMillis());
    requirePositive("maxBytes", maxBytes);
    requirePositive("blockLength", blockLength.toMillis());
    requirePositive("memorySamples", memorySamples);
    if (lateness.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid lateness " + lateness + " of a store: give zero, for none, or more.");
    }
    rules = List.copyOf(rules);
    tiers = List.copyOf(tiers);
    for (int i = 1; i < tiers.size(); i++) {
      requireMultiple(tiers.get(i - 1), tiers.get(i));
    }
  }

  private static void requireMultiple(Tier finer, Tier coarser) {
    long times = coarser.spacingMillis() / finer.spacingMillis();
    if (times < 2 || times * finer.spacingMillis() != coarser.spacingMillis()) {
      throw new IllegalArgumentException(
          "Invalid tiers %s and %s: give finer ones first, each a multiple of the one before."
              .formatted(finer.spacing(), coarser.spacing()));
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "Invalid %s of a store: %d is not positive.".formatted(name, value));
    }
  }

  /**
   * Returns these options with another limit of series.
   *
   * @param limit the most series there may be
   * @return the changed copy
   */
  public StoreOptions withSeriesLimit(int limit) {
    return new StoreOptions(
        limit, retention, maxBytes, lateness, blockLength, memorySamples, durability, rules, tiers);
  }

  /**
   * Returns these options with another retention.
   *
   * @param time how long samples are kept
   * @param bytes the most that blocks may take
   * @return the changed copy
   */
  public StoreOptions withRetention(Duration time, long bytes) {
    return new StoreOptions(
        seriesLimit, time, bytes, lateness, blockLength, memorySamples, durability, rules, tiers);
  }

  /**
   * Returns these options with another window for late samples.
   *
   * @param window how much older than the newest sample a late one may be
   * @return the changed copy
   */
  public StoreOptions withLateness(Duration window) {
    return new StoreOptions(
        seriesLimit,
        retention,
        maxBytes,
        window,
        blockLength,
        memorySamples,
        durability,
        rules,
        tiers);
  }

  /**
   * Returns these options with other blocks.
   *
   * @param length how much time is kept in memory before it becomes a block
   * @param samples how many samples are kept in memory before they become a block
   * @return the changed copy
   */
  public StoreOptions withBlocks(Duration length, long samples) {
    return new StoreOptions(
        seriesLimit, retention, maxBytes, lateness, length, samples, durability, rules, tiers);
  }

  /**
   * Returns these options with another durability.
   *
   * @param when when an acknowledged batch is on the disk
   * @return the changed copy
   */
  public StoreOptions withDurability(Durability when) {
    return new StoreOptions(
        seriesLimit, retention, maxBytes, lateness, blockLength, memorySamples, when, rules, tiers);
  }

  /**
   * Returns these options with rules for some series.
   *
   * @param rules how long their samples are kept; the first that matches counts
   * @return the changed copy
   */
  public StoreOptions withRules(RetentionRule... rules) {
    return new StoreOptions(
        seriesLimit,
        retention,
        maxBytes,
        lateness,
        blockLength,
        memorySamples,
        durability,
        List.of(rules),
        tiers);
  }

  /**
   * Returns these options with condensed history.
   *
   * @param tiers finer ones first, each a multiple of the one before
   * @return the changed copy
   */
  public StoreOptions withTiers(Tier... tiers) {
    return new StoreOptions(
        seriesLimit,
        retention,
        maxBytes,
        lateness,
        blockLength,
        memorySamples,
        durability,
        rules,
        List.of(tiers));
  }
}
