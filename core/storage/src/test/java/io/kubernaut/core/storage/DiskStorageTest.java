package io.kubernaut.core.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest extends StorageContract {

  @TempDir private Path folder;

  @Override
  protected Storage open() throws IOException {
    return Storage.open(folder.resolve("deep/er"));
  }

  @Override
  protected Storage openAgain() throws IOException {
    return Storage.open(folder.resolve("deep/er"));
  }
}
