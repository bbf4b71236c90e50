package io.kubernaut;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.RestartPolicy;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageInUseException;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.metrics.collector.Collector;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store and the collector as a component: lost, and tried again and again, while a directory
 * that was asked for cannot be had. Where nobody asked for one, the usual directory is taken if it
 * can be, with a number behind its name if another process has it, and memory otherwise.
 */
final class Keeping implements Component {

  static final String MEMORY = "memory";
  static final Path USUAL = Path.of("kubernaut-data");

  private static final Logger LOG = LoggerFactory.getLogger(Kubernaut.class);
  private static final int MOST_BESIDE = 16;

  /** It never gives up: a disk is mounted, a process ends one day. */
  private static final RestartPolicy UNTIL_IT_CAN_BE_HAD =
      RestartPolicy.standard()
          .delays(Duration.ofSeconds(1), Duration.ofMinutes(1))
          .limit(1_000, Duration.ofMinutes(10));

  private final History history;
  private final Place place;
  private final StoreOptions options;
  private final Function<TimeSeriesStore, Collector.Builder> collecting;
  private @Nullable Storage storage;
  private @Nullable TimeSeriesStore store;
  private @Nullable Collector collector;

  /** Where history is kept. */
  sealed interface Place permits Place.Off, Place.Memory, Place.Directory, Place.Usual {

    /** Nowhere. */
    record Off() implements Place {}

    /** In memory: gone with the process. */
    record Memory() implements Place {}

    /**
     * In a directory, or not at all.
     *
     * @param path the directory
     */
    record Directory(Path path) implements Place {}

    /**
     * Below the directory in which the process was started, if that can be.
     *
     * @param name the directory's name
     */
    record Usual(String name) implements Place {}
  }

  /** A storage, and what it is called. */
  private record Opened(Storage storage, String place) {}

  Keeping(
      History history,
      Place place,
      StoreOptions options,
      Function<TimeSeriesStore, Collector.Builder> collecting) {
    this.history = history;
    this.place = place;
    this.options = options;
    this.collecting = collecting;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public boolean essential() {
    return false;
  }

  @Override
  public RestartPolicy restart() {
    return UNTIL_IT_CAN_BE_HAD;
  }

  @Override
  public void start(Platform platform) throws IOException {
    Opened opened = open();
    storage = opened.storage();
    boolean inMemory = opened.place().equals(MEMORY);
    TimeSeriesStore made =
        TimeSeriesStore.open(platform, storage, inMemory ? smaller(options) : options);
    store = made;
    Collector started = collecting.apply(made).start(platform);
    collector = started;
    history.is(new History.Kept(opened.place(), made, started));
  }

  private Opened open() throws IOException {
    if (place instanceof Place.Directory directory) {
      return new Opened(Storage.open(directory.path()), directory.path().toString());
    }
    if (place instanceof Place.Usual usual) {
      return openUsual(usual.name());
    }
    return inMemory();
  }

  private static Opened openUsual(String name) throws IOException {
    for (int i = 1; i <= MOST_BESIDE; i++) {
      Path path = USUAL.resolve(i == 1 ? name : name + "-" + i).toAbsolutePath();
      try {
        return new Opened(Storage.open(path), path.toString());
      } catch (StorageInUseException ignoredTaken) {
        // Another of the same name runs here: the next number.
      } catch (IOException refused) {
        LOG.warn(
            "Metrics are remembered in memory alone: {} cannot be used ({}). Set {} to a directory, memory or off",
            path,
            refused.toString(),
            Settings.DATA.variable());
        return inMemory();
      }
    }
    return inMemory();
  }

  private static Opened inMemory() throws IOException {
    return new Opened(SimulatedDisk.create().open(), MEMORY);
  }

  /** In memory the journal is only a second copy: it is kept short, and so is the history. */
  private static StoreOptions smaller(StoreOptions options) {
    long bytes = Math.min(options.maxBytes(), KubernautBuilder.MOST_BYTES_IN_MEMORY);
    Duration time = shorter(options.retention(), KubernautBuilder.LONGEST_IN_MEMORY);
    return options
        .withRetention(time, bytes)
        .withBlocks(shorter(options.blockLength(), Duration.ofMinutes(10)), 1_000_000);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void stop(Duration budget) throws IOException {
    history.is(null);
    if (collector != null) {
      collector.close();
      collector = null;
    }
    if (store != null) {
      store.close();
      store = null;
    }
    if (storage != null) {
      storage.close();
      storage = null;
    }
  }
}
