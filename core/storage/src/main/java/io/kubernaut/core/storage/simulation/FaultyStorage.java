package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.util.List;

/**
 * A storage that fails when it is told to.
 *
 * <pre>{@code
 * for (long n = 1; ; n++) {                                   // every operation fails once
 *   FaultyStorage storage = FaultyStorage.over(disk.open());
 *   storage.failOnce(n, Fault.IO_ERROR);
 *   workload.run(storage);
 *   if (storage.operations() < n) {
 *     break;
 *   }
 * }
 * }</pre>
 *
 * <p>Each call on the storage or one of its files is an operation, closing excepted. A write that
 * fails has written the first half. A force that fails leaves what was to be forced lost, over a
 * {@link SimulatedDisk} truly so, and the file refuses to be written after it. Safe for any thread.
 */
public final class FaultyStorage implements Storage {

  private final Storage storage;
  private final FaultPlan plan;

  private FaultyStorage(Storage storage, FaultPlan plan) {
    this.storage = storage;
    this.plan = plan;
  }

  /**
   * Returns a storage that works like another one until it is told to fail.
   *
   * @param storage the other one; closed with this
   * @return the storage
   */
  public static FaultyStorage over(Storage storage) {
    return new FaultyStorage(storage, new FaultPlan());
  }

  /**
   * Lets one operation fail.
   *
   * @param operation its number, from 1
   * @param fault in which way
   */
  public void failOnce(long operation, Fault fault) {
    plan.fail(operation, operation, fault);
  }

  /**
   * Lets all operations fail from one on, until {@link #heal}.
   *
   * @param operation its number, from 1
   * @param fault in which way
   */
  public void failFrom(long operation, Fault fault) {
    plan.fail(operation, Long.MAX_VALUE, fault);
  }

  /** Lets all operations work again. */
  public void heal() {
    plan.fail(0, 0, Fault.IO_ERROR);
  }

  /**
   * Lets reads and writes move only a few bytes at a time.
   *
   * @param bytes how many at most
   */
  public void shortTransfers(int bytes) {
    plan.shortTransfers(bytes);
  }

  /**
   * Calls something before each operation: to slow it down, to note a place, to look at the disk.
   *
   * @param step what to call, with the name of the operation and of what it is about
   */
  public void before(FaultPlan.Step step) {
    plan.before(step);
  }

  /**
   * Returns how many operations there were.
   *
   * @return a count
   */
  public long operations() {
    return plan.operations();
  }

  @Override
  public StorageFile create(String name) throws IOException {
    plan.begin("create", name, true);
    return new FaultyFile(name, storage.create(name), plan);
  }

  @Override
  public StorageFile open(String name) throws IOException {
    plan.begin("open", name, false);
    return new FaultyFile(name, storage.open(name), plan);
  }

  @Override
  public StorageFile read(String name) throws IOException {
    plan.begin("read", name, false);
    return new FaultyFile(name, storage.read(name), plan);
  }

  @Override
  public boolean exists(String name) throws IOException {
    plan.begin("exists", name, false);
    return storage.exists(name);
  }

  @Override
  public List<StorageEntry> list(String folder) throws IOException {
    plan.begin("list", folder, false);
    return storage.list(folder);
  }

  @Override
  public void createFolder(String name) throws IOException {
    plan.begin("createFolder", name, true);
    storage.createFolder(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    plan.begin("rename", to, true);
    storage.rename(from, to);
  }

  @Override
  public void link(String from, String to) throws IOException {
    plan.begin("link", to, true);
    storage.link(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    plan.begin("delete", name, false);
    storage.delete(name);
  }

  @Override
  public void force(String folder) throws IOException {
    plan.begin("force", folder, false);
    storage.force(folder);
  }

  @Override
  public long usableSpace() throws IOException {
    plan.begin("usableSpace", "", false);
    return storage.usableSpace();
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }

  @Override
  public String toString() {
    return "faulty " + storage;
  }
}
