package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** An archive in files: each object is one, replaced in one durable step. */
record FolderArchive(Storage storage) implements ArchiveTarget {
  private static final String HALF_DONE = ".tmp";

  @Override
  public void put(String name, ByteBuffer content) throws IOException {
    int slash = name.lastIndexOf('/');
    if (slash > 0) {
      storage.createFolder(name.substring(0, slash));
    }
    storage.replace(name, content.duplicate());
  }

  @Override
  public ByteBuffer get(String name) throws IOException {
    try {
      return storage.readAll(name);
    } catch (NoSuchFileException none) {
      throw new FileNotFoundException("There is nothing called " + name + " in the archive.");
    }
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    addAll("", names);
    return names.stream().sorted().toList();
  }

  private void addAll(String folder, List<String> names) throws IOException {
    for (StorageEntry entry : storage.list(folder)) {
      String name = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
      if (entry.isFolder()) {
        addAll(name, names);
      } else if (!name.endsWith(HALF_DONE)) {
        names.add(name);
      }
    }
  }

  @Override
  public void delete(String name) throws IOException {
    storage.delete(name);
  }
}
