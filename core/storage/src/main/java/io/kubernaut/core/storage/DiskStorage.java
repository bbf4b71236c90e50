package io.kubernaut.core.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A directory of the file system, locked against other processes. */
final class DiskStorage implements Storage {

  private final Path root;
  private final DirectoryLock lock;
  private volatile boolean closed;

  private DiskStorage(Path root, DirectoryLock lock) {
    this.root = root;
    this.lock = lock;
  }

  static DiskStorage open(Path directory) throws IOException {
    Path root = directory.toAbsolutePath().normalize();
    createDurably(root);
    Path real = root.toRealPath();
    return new DiskStorage(real, DirectoryLock.acquire(real));
  }

  private static void createDurably(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null || Files.isDirectory(directory)) {
      return;
    }
    createDurably(parent);
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(directory)) {
        throw new NotDirectoryException(directory.toString());
      }
    }
    forceDirectory(parent);
  }

  private Path path(String name) throws IOException {
    if (closed) {
      throw new IOException("Storage " + root + " is closed");
    }
    return name.isEmpty() ? root : root.resolve(StorageNames.checked(name));
  }

  private Path filePath(String name) throws IOException {
    return path(StorageNames.checked(name));
  }

  @Override
  public StorageFile create(String name) throws IOException {
    return DiskFile.create(name, filePath(name));
  }

  @Override
  public StorageFile open(String name) throws IOException {
    return DiskFile.open(name, filePath(name));
  }

  @Override
  public StorageFile read(String name) throws IOException {
    return DiskFile.read(name, filePath(name));
  }

  @Override
  public boolean exists(String name) throws IOException {
    return Files.exists(path(name));
  }

  @Override
  public List<StorageEntry> list(String folder) throws IOException {
    List<StorageEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(path(folder))) {
      for (Path path : paths) {
        add(entries, path);
      }
    } catch (NoSuchFileException ignoredNothingThere) {
      return List.of();
    } catch (java.nio.file.DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    entries.sort(Comparator.comparing(StorageEntry::name));
    return List.copyOf(entries);
  }

  private static void add(List<StorageEntry> entries, Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (name.startsWith(".")) {
      return; // the lock, or somebody else's
    }
    try {
      boolean isFolder = Files.isDirectory(path);
      entries.add(new StorageEntry(name, isFolder, isFolder ? 0 : Files.size(path)));
    } catch (NoSuchFileException ignoredGoneMeanwhile) {
      // Deleted between being listed and being looked at.
    }
  }

  @Override
  public void createFolder(String name) throws IOException {
    createDurably(path(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path target = filePath(to);
    if (Files.isDirectory(target)) {
      throw new FileAlreadyExistsException(target.toString(), null, "a folder is in the way");
    }
    try {
      Files.move(filePath(from), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      throw DiskFull.translated(to, refused);
    }
  }

  @Override
  public void link(String from, String to) throws IOException {
    Path source = filePath(from);
    Path target = filePath(to);
    try {
      Files.createLink(target, source);
    } catch (FileAlreadyExistsException | NoSuchFileException wrong) {
      throw wrong;
    } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
      copy(source, to, target);
    }
  }

  private static void copy(Path source, String to, Path target) throws IOException {
    try {
      Files.copy(source, target);
      try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    } catch (IOException refused) {
      throw DiskFull.translated(to, refused);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(filePath(name));
  }

  @Override
  public void force(String folder) throws IOException {
    forceDirectory(path(folder));
  }

  /** Where there are no POSIX directories (Windows), names are durable without being asked for. */
  private static void forceDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Uninterrupted.run(
          () -> {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
              channel.force(true);
            }
          });
    }
  }

  @Override
  public long usableSpace() throws IOException {
    return Files.getFileStore(path("")).getUsableSpace();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    lock.close();
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
