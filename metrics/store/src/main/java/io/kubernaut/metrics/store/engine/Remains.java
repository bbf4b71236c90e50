package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.StorageEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which deletions have something left on the disk: those that an open block leaves something out
 * for, and those that reach a file which is not open. Such a file could not be read, or belongs to
 * a tier that is not in use, or waits for a backup; it may hold anything.
 */
final class Remains {
  private final Set<Long> left = new HashSet<>();
  private final Map<String, Long> oldestUnknown = new HashMap<>();

  void look(String folder, List<StorageEntry> files, List<Block> open) {
    Set<String> known = new HashSet<>();
    for (Block block : open) {
      known.add(block.meta().name());
      block.erasures().forEach(each -> left.add(each.deletion()));
    }
    for (StorageEntry file : files) {
      long number = Eraser.numberOf(file);
      if (number > 0 && !known.contains(file.name())) {
        oldestUnknown.merge(folder, number, Math::min);
      }
    }
  }

  /** Tells whether nothing is left of a deletion. */
  boolean isNone(Deletion deletion) {
    if (left.contains(deletion.number())) {
      return false;
    }
    for (Map.Entry<String, Long> unknown : oldestUnknown.entrySet()) {
      if (unknown.getValue() <= deletion.reach(unknown.getKey()).through()) {
        return false;
      }
    }
    return true;
  }
}
