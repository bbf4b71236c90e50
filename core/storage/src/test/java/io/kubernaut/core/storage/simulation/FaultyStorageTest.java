package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageContract;
import java.io.IOException;

class FaultyStorageTest extends StorageContract {

  private final SimulatedDisk disk = SimulatedDisk.create();

  @Override
  protected Storage open() throws IOException {
    FaultyStorage storage = FaultyStorage.over(disk.open());
    storage.shortTransfers(3);
    return storage;
  }

  @Override
  protected Storage openAgain() throws IOException {
    return FaultyStorage.over(disk.open());
  }
}
