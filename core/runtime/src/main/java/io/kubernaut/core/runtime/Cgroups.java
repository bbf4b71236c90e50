package io.kubernaut.core.runtime;

import io.kubernaut.core.runtime.HostFacts.Limits;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the control groups of the process, version 1 and 2, and reads what it may use.
 *
 * <p>{@code /proc/self/cgroup} names the process's group in each hierarchy. A limit may stand in
 * that group or in any group around it, and the smallest one counts, so every group up to the mount
 * point is read. In a container the named group often does not exist below the mount point, because
 * the mount shows the container's own group as its root; then the walk up ends at the mount point,
 * which is the right place.
 *
 * <p>A hybrid machine mounts both versions and has each controller in one of them: the groups of
 * both are read, and the files which are there tell.
 *
 * <p>Membership is read when this object is made, limits each time they are asked for. What can not
 * be read is taken for missing; nothing is thrown. Safe for any thread.
 */
public final class Cgroups {

  /** Version 1 says "unlimited" with the largest multiple of a page; nobody has an exbibyte. */
  private static final long UNLIMITED = 1L << 60;

  private final Path mount;
  private final List<String> memberships;
  private final Map<String, List<Path>> levels = new ConcurrentHashMap<>();

  /**
   * Reads which groups the process is in.
   *
   * @param root what stands for the root of the file system
   */
  public Cgroups(Path root) {
    this.mount = root.resolve("sys/fs/cgroup");
    this.memberships = text(root.resolve("proc/self/cgroup")).orElse("").lines().toList();
  }

  /**
   * Reads the smallest limits of all groups around the process.
   *
   * @return the limits; empty where there are none
   */
  public Limits limits() {
    List<Double> cores = in(levels("cpu"), Cgroups::cores);
    List<Long> memory = in(levels("memory"), Cgroups::memory);
    return new Limits(
        version(),
        cores.stream().mapToDouble(Double::doubleValue).min(),
        memory.stream().mapToLong(Long::longValue).min());
  }

  private int version() {
    if (Files.isDirectory(mount.resolve("memory")) || Files.isDirectory(mount.resolve("cpu"))) {
      return 1;
    }
    return Files.exists(mount.resolve("cgroup.controllers")) ? 2 : 0;
  }

  /** Returns whether a group around the process has this word in its name. */
  boolean isInside(String word) {
    return memberships.stream().map(Cgroups::group).anyMatch(group -> group.contains(word));
  }

  /** Returns the innermost systemd unit around the process. */
  Optional<String> unit() {
    return memberships.stream()
        .flatMap(line -> Stream.of(group(line).split("/", -1)))
        .filter(name -> name.endsWith(".service"))
        .reduce((outer, inner) -> inner);
  }

  /**
   * Returns the folders of a controller's groups around the process.
   *
   * @param controller such as {@code memory}
   * @return the process's own group first, the mount point last; a folder may not exist
   */
  public List<Path> levels(String controller) {
    return levels.computeIfAbsent(controller, this::findLevels);
  }

  private List<Path> findLevels(String controller) {
    List<Path> levels = new ArrayList<>();
    for (String line : memberships) {
      String controllers = line.split(":", 3)[line.indexOf(':') < 0 ? 0 : 1];
      if (controllers.isEmpty()) {
        walkUp(mount, group(line), levels);
        walkUp(mount.resolve("unified"), group(line), levels);
      } else if (Arrays.asList(controllers.split(",", -1)).contains(controller)) {
        walkUp(mount.resolve(controller), group(line), levels);
      }
    }
    return List.copyOf(levels);
  }

  private static String group(String membership) {
    String[] fields = membership.split(":", 3);
    return fields.length == 3 ? fields[2] : "";
  }

  private static void walkUp(Path top, String group, List<Path> levels) {
    Path inside = top.relativize(top.resolve(group.replaceFirst("^/+", "")).normalize());
    if (!inside.startsWith("..")) {
      for (int depth = inside.getNameCount(); depth > 0; depth--) {
        levels.add(top.resolve(inside.subpath(0, depth)));
      }
    }
    levels.add(top);
  }

  private static <T> List<T> in(List<Path> levels, Function<Path, Optional<T>> limit) {
    return levels.stream().flatMap(level -> limit.apply(level).stream()).toList();
  }

  private static Optional<Double> cores(Path group) {
    return text(group.resolve("cpu.max"))
        .map(line -> line.split("\\s+", -1))
        .flatMap(max -> max.length == 2 ? ratio(max[0], max[1]) : Optional.empty())
        .or(
            () ->
                ratio(
                    text(group.resolve("cpu.cfs_quota_us")).orElse(""),
                    text(group.resolve("cpu.cfs_period_us")).orElse("")));
  }

  private static Optional<Double> ratio(String quota, String period) {
    return positive(quota)
        .flatMap(micros -> positive(period).map(each -> micros.doubleValue() / each.doubleValue()));
  }

  private static Optional<Long> memory(Path group) {
    return text(group.resolve("memory.max"))
        .or(() -> text(group.resolve("memory.limit_in_bytes")))
        .flatMap(Cgroups::positive)
        .filter(bytes -> bytes < UNLIMITED);
  }

  /** Reads a positive number; "max", "-1" and everything unreadable are no limit. */
  private static Optional<Long> positive(String text) {
    try {
      return Optional.of(Long.parseLong(text)).filter(number -> number > 0);
    } catch (NumberFormatException ignoredNoLimit) {
      return Optional.empty();
    }
  }

  /** Reads a small file, if it is there and readable. */
  static Optional<String> text(Path file) {
    if (isMissing(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException | RuntimeException ignoredUnreadable) {
      return Optional.empty();
    }
  }

  /** Finds out without the price of an exception: limits are read again and again. */
  private static boolean isMissing(Path file) {
    return file.getFileSystem() == FileSystems.getDefault() && !file.toFile().exists();
  }
}
