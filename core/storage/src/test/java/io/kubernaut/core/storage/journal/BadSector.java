package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A storage where one stretch of one file cannot be read. */
record BadSector(Storage storage, String name, long from, long to) implements Storage {

  @Override
  public StorageFile create(String file) throws IOException {
    return storage.create(file);
  }

  @Override
  public StorageFile open(String file) throws IOException {
    return storage.open(file);
  }

  @Override
  public StorageFile read(String file) throws IOException {
    StorageFile sound = storage.read(file);
    return file.equals(name) ? new BadFile(sound) : sound;
  }

  private final class BadFile implements StorageFile {

    private final StorageFile sound;

    BadFile(StorageFile sound) {
      this.sound = sound;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      if (position < to && position + target.remaining() > from) {
        throw new IOException("Input/output error");
      }
      return sound.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      return sound.write(source, position);
    }

    @Override
    public long size() throws IOException {
      return sound.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      sound.truncate(size);
    }

    @Override
    public void force() throws IOException {
      sound.force();
    }

    @Override
    public ByteBuffer map(long position, long length) throws IOException {
      return sound.map(position, length);
    }

    @Override
    public void close() throws IOException {
      sound.close();
    }
  }

  @Override
  public boolean exists(String file) throws IOException {
    return storage.exists(file);
  }

  @Override
  public List<StorageEntry> list(String folder) throws IOException {
    return storage.list(folder);
  }

  @Override
  public void createFolder(String folder) throws IOException {
    storage.createFolder(folder);
  }

  @Override
  public void rename(String before, String after) throws IOException {
    storage.rename(before, after);
  }

  @Override
  public void link(String before, String after) throws IOException {
    storage.link(before, after);
  }

  @Override
  public void delete(String file) throws IOException {
    storage.delete(file);
  }

  @Override
  public void force(String folder) throws IOException {
    storage.force(folder);
  }

  @Override
  public long usableSpace() throws IOException {
    return storage.usableSpace();
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
