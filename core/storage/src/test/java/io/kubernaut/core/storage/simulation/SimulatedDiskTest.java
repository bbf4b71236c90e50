package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageContract;
import java.io.IOException;

class SimulatedDiskTest extends StorageContract {

  private final SimulatedDisk disk = SimulatedDisk.create();

  @Override
  protected Storage open() throws IOException {
    return disk.open();
  }

  @Override
  protected Storage openAgain() throws IOException {
    return disk.open();
  }
}
