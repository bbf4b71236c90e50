package io.kubernaut.metrics.registry.binders;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How full file systems are: those on disks and a container's own, each once however often it is
 * mounted. File systems on a network are left out, because asking one whose server is gone hangs.
 */
final class FilesystemFigures implements FigureSource {
  static final Quantity SIZE =
      Quantity.gauge("host.filesystem.size", "Size of the file system").in("bytes");
  static final Quantity FREE =
      Quantity.gauge("host.filesystem.free", "Space that nothing uses").in("bytes");
  static final Quantity AVAILABLE =
      Quantity.gauge("host.filesystem.avail", "Space that this process may use").in("bytes");

  private static final int MOST_MOUNTS = 64;

  /** The file systems whose bytes are on a disk of this machine. */
  static final Set<String> TYPES =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "vfat", "overlay", "bcachefs");

  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private final TextFiles files;
  private final Path root;

  FilesystemFigures(TextFiles files, Path root) {
    this.files = files;
    this.root = root;
  }

  @Override
  public void read(Figures into) {
    Map<String, Mount> firsts =
        files
            .text(root.resolve("proc/self/mounts"))
            .orElse("")
            .lines()
            .map(line -> List.of(line.split(" ", -1)))
            .filter(words -> words.size() > 2 && TYPES.contains(words.get(2)))
            .map(words -> new Mount(words.get(0), unescaped(words.get(1)), words.get(2)))
            .sorted(Comparator.comparingInt(mount -> mount.point().length()))
            .collect(
                Collectors.toMap(Mount::device, Function.identity(), (a, b) -> a, TreeMap::new));
    firsts.values().stream().limit(MOST_MOUNTS).forEach(mount -> add(mount, into));
  }

  private void add(Mount mount, Figures into) {
    try {
      FileStore store = Files.getFileStore(root.resolve(mount.point().replaceFirst("^/+", "")));
      into.add(SIZE, (double) store.getTotalSpace(), mount.tags());
      into.add(FREE, (double) store.getUnallocatedSpace(), mount.tags());
      into.add(AVAILABLE, (double) store.getUsableSpace(), mount.tags());
    } catch (IOException ignoredOutOfReach) {
      // Mounted where this process can not look: there is nothing to show.
    }
  }

  private static String unescaped(String point) {
    return OCTAL
        .matcher(point)
        .replaceAll(
            octal ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(octal.group(1), 8))));
  }

  private record Mount(String device, String point, String type) {
    String[] tags() {
      return new String[] {"device", device, "fstype", type, "mountpoint", point};
    }
  }
}
