package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageInUseException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A disk in memory that knows what would survive a power loss.
 *
 * <pre>{@code
 * SimulatedDisk disk = SimulatedDisk.create();
 * try (Storage storage = disk.open()) { … }                 // the code under test
 * for (SimulatedDisk after : disk.crashStates(1_000, seed)) {
 *   try (Storage storage = after.open()) { … }               // must find everything it was promised
 * }
 * }</pre>
 *
 * <p>It keeps two images. What the process sees changes at once; what is durable changes when a
 * file or a folder is forced. In between lie the changes that a crash may keep or lose, in any
 * combination: a write may be there, not there, there as zeros, or there up to some byte; a name
 * that was created, renamed or deleted may have changed or not, whatever happened to the content.
 * Changes to one file keep their order.
 *
 * <p>Safe for any thread.
 */
public final class SimulatedDisk {

  private final NavigableMap<String, Node> names = new TreeMap<>();
  private final NavigableMap<String, Node> durableNames = new TreeMap<>();
  private final List<NameChange> pending = new ArrayList<>();
  private long capacity = Long.MAX_VALUE;
  private boolean inUse;

  private SimulatedDisk() {}

  /** What a name stands for: a folder, unless it is a {@link FileNode}. */
  static class Node {}

  /** A change of names that may be lost until a folder it touches is forced. */
  record NameChange(String from, String to, Node node, boolean removesFrom) {

    static NameChange create(String name, Node node) {
      return new NameChange("", name, node, false);
    }

    static NameChange delete(String name, Node node) {
      return new NameChange(name, "", node, true);
    }

    boolean touches(String folder) {
      return (!from.isEmpty() && folderOf(from).equals(folder))
          || (!to.isEmpty() && folderOf(to).equals(folder));
    }

    void applyTo(NavigableMap<String, Node> names) {
      if (removesFrom && names.get(from) == node) {
        names.remove(from);
      }
      if (!to.isEmpty()) {
        names.put(to, node);
        moveInside(names);
      }
    }

    /** A folder takes along what is in it. */
    private void moveInside(NavigableMap<String, Node> names) {
      if (removesFrom && !(node instanceof FileNode)) {
        Map<String, Node> inside = new TreeMap<>(names.subMap(from + "/", from + "0"));
        names.keySet().removeAll(inside.keySet());
        inside.forEach((name, there) -> names.put(to + name.substring(from.length()), there));
      }
    }
  }

  /**
   * Returns an empty disk of unlimited size.
   *
   * @return the disk
   */
  public static SimulatedDisk create() {
    return new SimulatedDisk();
  }

  /**
   * Opens the disk for one owner.
   *
   * @return the storage
   * @throws StorageInUseException if it has an owner
   */
  public synchronized Storage open() throws StorageInUseException {
    if (inUse) {
      throw new StorageInUseException("simulated", "this process");
    }
    inUse = true;
    return new SimulatedStorage(this);
  }

  synchronized void release() {
    inUse = false;
  }

  /**
   * Sets how much the disk holds.
   *
   * @param bytes the size of all files together; writing more is refused
   */
  public synchronized void capacity(long bytes) {
    this.capacity = bytes;
  }

  synchronized long free() {
    long used = 0;
    for (Node node : names.values()) {
      used += node instanceof FileNode file ? file.size() : 0;
    }
    return Math.max(0, capacity - used);
  }

  /**
   * Returns the names of all files, as the process sees them.
   *
   * @return names with their folders, sorted
   */
  public synchronized List<String> files() {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof FileNode)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Returns the size of a file.
   *
   * @param name its name
   * @return bytes
   * @throws NoSuchFileException if there is none
   */
  public synchronized long size(String name) throws NoSuchFileException {
    return file(name).size();
  }

  /**
   * Damages a file, as a failing disk does: behind the back of who has it open.
   *
   * @param name its name
   * @param position which byte
   * @param mask which of its bits are turned
   * @throws NoSuchFileException if there is none
   */
  public synchronized void damage(String name, long position, int mask) throws NoSuchFileException {
    file(name).damage(Math.toIntExact(position), mask);
  }

  /**
   * Returns the disk as another process would find it after this one was killed: everything written
   * is there, but what was not forced may still be lost.
   *
   * @return a copy without an owner
   */
  public synchronized SimulatedDisk killed() {
    SimulatedDisk copy = new SimulatedDisk();
    Copies copies = new Copies(FileNode::copy);
    names.forEach((name, node) -> copy.names.put(name, copies.of(node)));
    durableNames.forEach((name, node) -> copy.durableNames.put(name, copies.of(node)));
    pending.forEach(
        change ->
            copy.pending.add(
                new NameChange(
                    change.from(), change.to(), copies.of(change.node()), change.removesFrom())));
    copy.capacity = capacity;
    return copy;
  }

  /**
   * Returns one disk that may be found after a power loss.
   *
   * @param seed decides which
   * @return a copy without an owner
   */
  public synchronized SimulatedDisk crashed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return crashed(random::nextInt);
  }

  /**
   * Returns disks that may be found after a power loss: all of them if they are not too many, else
   * the two extremes and some of the others.
   *
   * @param limit how many at most; at least 2
   * @param seed decides which
   * @return copies without an owner
   */
  public synchronized List<SimulatedDisk> crashStates(int limit, long seed) {
    Odometer odometer = new Odometer();
    List<SimulatedDisk> states = new ArrayList<>();
    do {
      states.add(crashed(odometer));
    } while (odometer.advance() && states.size() < limit);
    if (odometer.isDone()) {
      return states;
    }
    states.subList(1, states.size()).clear();
    states.add(crashed(options -> options - 1));
    SplittableRandom random = new SplittableRandom(seed);
    while (states.size() < limit) {
      states.add(crashed(random.nextLong()));
    }
    return states;
  }

  private SimulatedDisk crashed(Choice choice) {
    SimulatedDisk after = new SimulatedDisk();
    Copies copies = new Copies(file -> file.crashed(choice));
    NavigableMap<String, Node> survived = new TreeMap<>(durableNames);
    for (NameChange change : pending) {
      if (choice.of(2) == 1) {
        change.applyTo(survived);
      }
    }
    survived.forEach((name, node) -> after.names.put(name, copies.of(node)));
    after.names.keySet().removeIf(name -> !after.hasFolder(folderOf(name)));
    after.durableNames.putAll(after.names);
    after.capacity = capacity;
    return after;
  }

  /** Copies nodes, one that has two names only once. */
  private record Copies(java.util.function.UnaryOperator<FileNode> step, Map<Node, Node> done) {

    Copies(java.util.function.UnaryOperator<FileNode> step) {
      this(step, new IdentityHashMap<>());
    }

    Node of(Node node) {
      return done.computeIfAbsent(
          node, one -> one instanceof FileNode file ? step.apply(file) : new Node());
    }
  }

  static String folderOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  boolean hasFolder(String name) {
    Node node = names.get(name);
    return name.isEmpty() || (node != null && !(node instanceof FileNode));
  }

  FileNode file(String name) throws NoSuchFileException {
    if (names.get(name) instanceof FileNode file) {
      return file;
    }
    throw new NoSuchFileException(name);
  }

  NavigableMap<String, Node> names() {
    return names;
  }

  void change(NameChange change) {
    change.applyTo(names);
    pending.add(change);
  }

  void createFolder(String name) {
    Node folder = new Node();
    names.put(name, folder);
    durableNames.put(name, folder);
  }

  void force(String folder) {
    List<NameChange> kept = pending.stream().filter(change -> change.touches(folder)).toList();
    kept.forEach(change -> change.applyTo(durableNames));
    pending.removeAll(kept);
  }
}
