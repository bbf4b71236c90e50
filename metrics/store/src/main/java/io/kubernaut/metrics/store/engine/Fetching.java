package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings blocks of an archive back into a store.
 *
 * <p>Condensed history comes first, and as far as the samples reach that come with it: what lies
 * before the end of a tier counts as condensed there, so the samples of a block that is fetched for
 * a part of it must not reach behind what its tier has.
 */
final class Fetching {
  private static final Logger log = LoggerFactory.getLogger(Fetching.class);
  private static final String BLOCKS = "blocks/";

  private final Archive archive;
  private final List<Archive.Entry> entries;
  private final BlockSet blocks;
  private final SeriesIndex index;

  Fetching(Archive archive, BlockSet blocks, SeriesIndex index) throws IOException {
    this.archive = archive;
    this.entries = archive.entries();
    this.blocks = blocks;
    this.index = index;
  }

  FetchReport run(Map<String, TierHistory> tiers, long fromMillis, long toMillis)
      throws IOException {
    List<Archive.Entry> samples = in(BLOCKS, fromMillis, toMillis);
    long from = fromMillis;
    long to = toMillis;
    for (Archive.Entry entry : samples) {
      from = Math.min(from, entry.fromMillis());
      to = Math.max(to, entry.toMillis());
    }
    int condensed = 0;
    for (Map.Entry<String, TierHistory> tier : tiers.entrySet()) {
      condensed += fetch(in(tier.getKey(), from, to), tier.getValue());
    }
    for (Archive.Entry entry : samples) {
      blocks.adopt(archive.sound(entry), index, 0, (id, columns) -> columns);
    }
    return new FetchReport(samples.size(), condensed, left(tiers, from, to));
  }

  private List<Archive.Entry> in(String folder, long from, long to) {
    return entries.stream()
        .filter(entry -> entry.folder().equals(folder) && entry.touches(from, to))
        .sorted(Comparator.comparingLong(Archive.Entry::fromMillis))
        .toList();
  }

  private int fetch(List<Archive.Entry> condensed, TierHistory tier) throws IOException {
    for (Archive.Entry entry : condensed) {
      tier.condenseUntil(entry.fromMillis(), blocks, index);
      tier.adopt(archive.sound(entry));
    }
    tier.addSeriesTo(index);
    return condensed.size();
  }

  private Map<Duration, Integer> left(Map<String, TierHistory> tiers, long from, long to) {
    Map<Duration, Integer> left = new TreeMap<>();
    for (Archive.Entry entry : entries) {
      String folder = entry.folder();
      if (!folder.equals(BLOCKS) && !tiers.containsKey(folder) && entry.touches(from, to)) {
        String seconds = folder.substring(folder.indexOf('/') + 1, folder.length() - 1);
        left.merge(Duration.ofSeconds(Long.parseLong(seconds)), 1, Integer::sum);
      }
    }
    left.forEach(
        (spacing, count) ->
            log.warn(
                "The archive has {} blocks of history condensed to stretches of {}, and this store has no such tier: they stay there. Open it with a Tier of {} to bring them back.",
                count,
                spacing,
                spacing));
    return left;
  }
}
