package io.kubernaut.core.storage;

import java.io.IOException;
import java.util.List;

/** One folder of a storage, as a storage. */
record FolderView(Storage whole, String folder) implements Storage {

  private String named(String name) {
    return StorageNames.within(folder, name);
  }

  @Override
  public StorageFile create(String name) throws IOException {
    return whole.create(named(name));
  }

  @Override
  public StorageFile open(String name) throws IOException {
    return whole.open(named(name));
  }

  @Override
  public StorageFile read(String name) throws IOException {
    return whole.read(named(name));
  }

  @Override
  public boolean exists(String name) throws IOException {
    return whole.exists(named(name));
  }

  @Override
  public List<StorageEntry> list(String name) throws IOException {
    return whole.list(named(name));
  }

  @Override
  public void createFolder(String name) throws IOException {
    whole.createFolder(named(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    whole.rename(named(from), named(to));
  }

  @Override
  public void link(String from, String to) throws IOException {
    whole.link(named(from), named(to));
  }

  @Override
  public void delete(String name) throws IOException {
    whole.delete(named(name));
  }

  @Override
  public void force(String name) throws IOException {
    whole.force(named(name));
  }

  @Override
  public long usableSpace() throws IOException {
    return whole.usableSpace();
  }

  /** Does nothing: the folder lives with the whole. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return whole + "/" + folder;
  }
}
