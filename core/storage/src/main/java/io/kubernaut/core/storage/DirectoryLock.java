package io.kubernaut.core.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a directory to one owner.
 *
 * <p>Between processes a lock of the system on {@code .lock} decides: it ends with its process,
 * however that ends. Within a process that lock is treacherous: closing any other channel on the
 * file gives it up. So an owner first creates a claim, {@code .owner-<process>-<start>}, which only
 * one part of a process can do, and nobody opens the lock without it. A claim also says who the
 * owner is; those of dead processes are cleared away by the next owner.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String CLAIM = ".owner-";

  private final Path claim;
  private final FileChannel channel;

  private DirectoryLock(Path claim, FileChannel channel) {
    this.claim = claim;
    this.channel = channel;
  }

  static DirectoryLock acquire(Path directory) throws IOException {
    Owner self = Owner.current();
    Path claim = directory.resolve(CLAIM + self.id());
    try {
      Files.createFile(claim);
    } catch (FileAlreadyExistsException ours) {
      throw new StorageInUseException(directory.toString(), "this process, " + self.describe());
    }
    FileChannel channel = null;
    try {
      channel = lock(directory);
      Files.writeString(claim, self.describe());
      clearAway(directory, claim);
      return new DirectoryLock(claim, channel);
    } catch (IOException | RuntimeException refused) {
      release(channel, claim);
      throw refused;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(directory, channel) != null) {
        return channel;
      }
    } catch (IOException | RuntimeException refused) {
      channel.close();
      throw refused;
    }
    channel.close();
    throw new StorageInUseException(directory.toString(), owner(directory));
  }

  private static @Nullable FileLock tryLock(Path directory, FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    } catch (IOException noLocks) {
      throw new IOException(
          "Directory %s cannot be locked (%s). Use a file system with locks, as local disks have."
              .formatted(directory, noLocks.getMessage()),
          noLocks);
    }
  }

  private static String owner(Path directory) throws IOException {
    for (Path claim : claims(directory)) {
      String owner = Files.readString(claim);
      if (!owner.isEmpty()) { // empty while its process asks for the lock
        return owner;
      }
    }
    return "an unknown process";
  }

  private static void clearAway(Path directory, Path own) throws IOException {
    for (Path claim : claims(directory)) {
      if (!claim.equals(own) && !Owner.isAlive(name(claim).substring(CLAIM.length()))) {
        Files.deleteIfExists(claim);
      }
    }
  }

  private static List<Path> claims(Path directory) throws IOException {
    List<Path> claims = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        if (name(path).startsWith(CLAIM)) {
          claims.add(path);
        }
      }
    }
    return claims;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      release(channel, claim);
    }
  }

  /** Gives up the lock before the claim: who finds no claim may open the lock. */
  private static void release(@Nullable FileChannel channel, Path claim) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      Files.deleteIfExists(claim);
    }
  }

  /** A process, told from a later one of the same number by its start. */
  private record Owner(long process, long startMillis) {

    static Owner current() {
      return of(ProcessHandle.current());
    }

    private static Owner of(ProcessHandle process) {
      return new Owner(
          process.pid(),
          process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L));
    }

    static boolean isAlive(String id) {
      Optional<Long> process = processOf(id);
      return process
          .flatMap(ProcessHandle::of)
          .map(handle -> of(handle).id().equals(id))
          .orElse(false);
    }

    private static Optional<Long> processOf(String id) {
      try {
        return Optional.of(Long.valueOf(id.substring(0, Math.max(0, id.indexOf('-')))));
      } catch (NumberFormatException notOurs) {
        return Optional.empty();
      }
    }

    String id() {
      return process + "-" + startMillis;
    }

    String describe() {
      return startMillis == 0
          ? "process " + process
          : "process " + process + ", running since " + java.time.Instant.ofEpochMilli(startMillis);
    }
  }
}
