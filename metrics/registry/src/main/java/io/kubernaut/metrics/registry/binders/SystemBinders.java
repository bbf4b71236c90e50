package io.kubernaut.metrics.registry.binders;

import io.kubernaut.core.runtime.MonotonicClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one door to the metrics of the virtual machine, the process, the machine and the control
 * group.
 *
 * <pre>{@code
 * SystemBinders.all().bindTo(registry);
 * }</pre>
 *
 * <p>Binds to any Micrometer registry. Which metrics there are stands in the description of this
 * package. What a machine does not tell is absent: on systems other than Linux, all but the metrics
 * of the virtual machine and a few of the process.
 *
 * <p>Nothing is read until a meter is asked for its value, and then each file once for an interval,
 * a second unless said otherwise. So are the states of threads, the use of processors and the open
 * files, which the virtual machine tells at a price. No thread is started. No exception escapes,
 * neither from binding nor from a meter. Safe for any thread. {@link #close()} ends the listening
 * to garbage collections; the meters stay with their registry.
 */
public final class SystemBinders implements MeterBinder, AutoCloseable {
  private final List<SystemBinder> binders;

  private SystemBinders(List<SystemBinder> binders) {
    this.binders = binders;
  }

  /**
   * Returns the binders of everything, for this machine.
   *
   * @return binders that are not bound yet
   */
  public static SystemBinders all() {
    return builder().build();
  }

  /**
   * Begins to describe binders.
   *
   * @return a builder of all binders
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    binders.forEach(binder -> binder.bindTo(registry));
  }

  @Override
  public void close() {
    binders.forEach(SystemBinder::close);
  }

  List<SystemBinder> binders() {
    return binders;
  }

  /** What there is to bind. */
  public enum Part {
    /** Heap, collector, threads, classes, buffers of the Java virtual machine. */
    JVM,
    /** Processor time, memory, files, disk and network use of this process. */
    PROCESS,
    /** The machine: processors, memory, load, disks, interfaces, file systems, pressure. */
    HOST,
    /** The control group: limits, use, throttling, memory events, pressure. */
    CGROUP
  }

  /** Describes binders. Not safe for several threads. */
  public static final class Builder {
    private List<Part> parts = List.of(Part.values());
    private Path root = Path.of("/");
    private TextFiles files = TextFiles.ofMachine();
    private MonotonicClock clock = MonotonicClock.system();
    private Duration interval = Duration.ofSeconds(1);

    private Builder() {}

    /**
     * Chooses what to bind.
     *
     * @param wanted the parts, instead of all
     * @return this
     */
    public Builder parts(Part... wanted) {
      parts = Stream.of(wanted).distinct().toList();
      return this;
    }

    /**
     * Sets where {@code proc} and {@code sys} are: for tests, and for a container that has the
     * machine's mounted elsewhere.
     *
     * @param folder instead of {@code /}
     * @return this
     */
    public Builder root(Path folder) {
      root = folder;
      return this;
    }

    /**
     * Sets the clock that tells how old a reading is.
     *
     * @param time instead of the virtual machine's
     * @return this
     */
    public Builder clock(MonotonicClock time) {
      clock = time;
      return this;
    }

    /**
     * Sets how long a reading serves. Choose it longer than a scrape takes and shorter than the
     * time between two.
     *
     * @param time instead of a second
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder interval(Duration time) {
      if (time.isZero() || time.isNegative()) {
        throw new IllegalArgumentException(
            "Invalid interval %s: each meter would read its file anew. Use a positive duration, for example one second."
                .formatted(time));
      }
      interval = time;
      return this;
    }

    Builder files(TextFiles read) {
      files = read;
      return this;
    }

    /**
     * Makes the binders.
     *
     * @return binders that are not bound yet
     */
    public SystemBinders build() {
      return new SystemBinders(parts.stream().flatMap(this::binders).toList());
    }

    /** File systems are looked at apart: a disk that does not answer must not hold up the rest. */
    private Stream<SystemBinder> binders(Part part) {
      return switch (part) {
        case JVM -> Stream.of(new JvmBinder(collected("jvm", List.of(JvmBinder.source()))));
        case PROCESS ->
            Stream.of(
                new ProcessBinder(
                    collected("process", ProcessFigures.sources(files, root)),
                    collected("process by jvm", List.of(ProcessBinder.source()))));
        case HOST ->
            Stream.of(
                collected("host", host()),
                collected("filesystem", List.of(new FilesystemFigures(files, root))));
        case CGROUP -> Stream.of(collected("cgroup", List.of(new CgroupFigures(files, root))));
      };
    }

    private List<FigureSource> host() {
      List<FigureSource> sources = new ArrayList<>(HostFigures.sources(files, root));
      sources.addAll(DeviceFigures.sources(files, root));
      Path pressure = root.resolve("proc/pressure");
      sources.add(new PressureFigures("host", resource -> files.text(pressure.resolve(resource))));
      return sources;
    }

    private CollectedMeters collected(String name, List<FigureSource> sources) {
      return new CollectedMeters(name, sources, clock, interval);
    }
  }
}
