package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.simulation.SimulatedDisk.NameChange;
import io.kubernaut.core.storage.simulation.SimulatedDisk.Node;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A simulated disk in use. */
final class SimulatedStorage implements Storage {

  private final SimulatedDisk disk;
  private final AtomicBoolean closed = new AtomicBoolean();

  SimulatedStorage(SimulatedDisk disk) {
    this.disk = disk;
  }

  private void check(String name) throws IOException {
    if (closed.get()) {
      throw new IOException("The simulated storage is closed");
    }
    if (!name.isEmpty()) {
      Storage.checkedName(name);
    }
  }

  private void checkFile(String name) throws IOException {
    check(Storage.checkedName(name));
  }

  @Override
  public StorageFile create(String name) throws IOException {
    checkFile(name);
    synchronized (disk) {
      refuseIfTaken(name);
      if (!disk.hasFolder(SimulatedDisk.folderOf(name))) {
        throw new NoSuchFileException(name);
      }
      FileNode node = new FileNode();
      disk.change(NameChange.create(name, node));
      return new SimulatedFile(disk, name, node, true);
    }
  }

  private void refuseIfTaken(String name) throws FileAlreadyExistsException {
    if (disk.names().containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
  }

  @Override
  public StorageFile open(String name) throws IOException {
    checkFile(name);
    synchronized (disk) {
      return new SimulatedFile(disk, name, disk.file(name), true);
    }
  }

  @Override
  public StorageFile read(String name) throws IOException {
    checkFile(name);
    synchronized (disk) {
      return new SimulatedFile(disk, name, disk.file(name), false);
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    check(name);
    synchronized (disk) {
      return name.isEmpty() || disk.names().containsKey(name);
    }
  }

  @Override
  public List<StorageEntry> list(String folder) throws IOException {
    check(folder);
    List<StorageEntry> entries = new ArrayList<>();
    synchronized (disk) {
      for (Map.Entry<String, Node> entry : disk.names().entrySet()) {
        String name = entry.getKey();
        if (SimulatedDisk.folderOf(name).equals(folder)) {
          String inside = folder.isEmpty() ? name : name.substring(folder.length() + 1);
          entries.add(
              entry.getValue() instanceof FileNode file
                  ? new StorageEntry(inside, false, file.size())
                  : new StorageEntry(inside, true, 0));
        }
      }
    }
    return List.copyOf(entries);
  }

  @Override
  public void createFolder(String name) throws IOException {
    check(name);
    synchronized (disk) {
      if (!disk.hasFolder(name)) {
        refuseIfTaken(name);
        createFolder(SimulatedDisk.folderOf(name));
        disk.createFolder(name);
      }
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    checkFile(from);
    checkFile(to);
    synchronized (disk) {
      Node node = disk.names().get(from);
      if (node == null) {
        throw new NoSuchFileException(from);
      }
      if (disk.hasFolder(to) || (disk.names().containsKey(to) && !(node instanceof FileNode))) {
        throw new FileAlreadyExistsException(to);
      }
      disk.change(new NameChange(from, to, node, true));
    }
  }

  @Override
  public void link(String from, String to) throws IOException {
    checkFile(from);
    checkFile(to);
    synchronized (disk) {
      FileNode node = disk.file(from);
      refuseIfTaken(to);
      disk.change(NameChange.create(to, node));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    checkFile(name);
    synchronized (disk) {
      Node node = disk.names().get(name);
      if (node == null) {
        return;
      }
      if (!(node instanceof FileNode) && !list(name).isEmpty()) {
        throw new DirectoryNotEmptyException(name);
      }
      disk.change(NameChange.delete(name, node));
    }
  }

  @Override
  public void force(String folder) throws IOException {
    check(folder);
    synchronized (disk) {
      disk.force(folder);
    }
  }

  @Override
  public long usableSpace() throws IOException {
    check("");
    return disk.free();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      disk.release();
    }
  }

  @Override
  public String toString() {
    return "simulated";
  }
}
