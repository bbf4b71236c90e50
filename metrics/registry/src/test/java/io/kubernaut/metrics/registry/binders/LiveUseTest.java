package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uses this machine and looks for it in the metrics. */
@Tag("BR-MET-007")
class LiveUseTest {
  private static final int MEGABYTE = 1_000_000;
  private static final int MEGABYTES = 50;

  private final KubernautMeterRegistry registry = Machine.patientRegistry();
  private final SystemBinders binders =
      SystemBinders.builder().interval(Duration.ofNanos(1)).build();

  @BeforeEach
  void bind() {
    assumeTrue(Files.exists(Path.of("/proc/self/io")), "skipped: this system has no /proc/self/io");
    binders.bindTo(registry);
  }

  @AfterEach
  void close() {
    binders.close();
    registry.close();
  }

  private double read(String series) {
    return Machine.scrape(registry).get(series);
  }

  @Test
  @Tag("BR-MET-001")
  void agreesWithTheSystemOnProcessorTimeAndMemory() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double before = system.getProcessCpuTime() / 1e9;
    SortedMap<String, Double> samples = Machine.scrape(registry);
    double after = system.getProcessCpuTime() / 1e9;
    assertThat(samples.get("process_cpu_seconds_total")).isBetween(before * 0.95, after * 1.05);
    double resident = Text.pairs(Files.readString(Path.of("/proc/self/smaps_rollup"))).get("Rss");
    assertThat(samples.get("process_resident_memory_bytes"))
        .isCloseTo(resident, Percentage.withPercentage(5));
  }

  @Test
  @Tag("BR-MET-001")
  void showsAllFamiliesOfTheMachine() throws IOException {
    ByteBuffer direct = ByteBuffer.allocateDirect(MEGABYTE); // a virtual machine may have none
    SortedMap<String, Double> samples = Machine.scrape(registry);
    assertThat(direct.isDirect()).isTrue();
    assertThat(Machine.missing("system", samples)).isEmpty();
  }

  @Test
  void readsTheFilesThatCanBeReadOnlyOnce() {
    SortedMap<String, Double> samples = Machine.scrape(registry);
    assertThat(samples.get("host_filefd_allocated"))
        .isGreaterThanOrEqualTo(samples.get("process_files_open_files"));
  }

  /** The compiler may still be at work for the tests before, so rounds go on until it is quiet. */
  @Test
  void readsOneCoreWhereOneIsBurnt() {
    double cores = 0;
    for (int round = 0; round < 8 && !(cores > 0.8 && cores < 1.2); round++) {
      cores = coresReadWhileOneIsBurnt();
    }
    assertThat(cores).as("cores, per core that was burnt").isBetween(0.8, 1.2);
  }

  private double coresReadWhileOneIsBurnt() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double before = read("process_cpu_seconds_total");
    long start = threads.getCurrentThreadCpuTime();
    long burnt = 0;
    double sink = 0;
    while (burnt < Duration.ofSeconds(2).toNanos()) { // of this thread: other programs run too
      for (int i = 1; i < 10_000; i++) {
        sink += Math.sqrt(i);
      }
      burnt = threads.getCurrentThreadCpuTime() - start;
    }
    assertThat(sink).isPositive();
    return (read("process_cpu_seconds_total") - before) / (burnt / 1e9);
  }

  @Test
  void countsWhatIsWrittenToADisk() throws IOException {
    Path folder = Files.createDirectories(Path.of("target"));
    String store = Files.getFileStore(folder).type();
    assumeTrue(
        FilesystemFigures.TYPES.contains(store),
        "skipped: target is on " + store + ", not on a disk of this machine");
    Path file = folder.resolve("live-use.bin");
    SortedMap<String, Double> before = Machine.scrape(registry);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < MEGABYTES; i++) {
        channel.write(ByteBuffer.allocate(MEGABYTE));
      }
      channel.force(true);
    } finally {
      Files.delete(file);
    }
    Map<String, Double> grown = grown(before);
    double expected = MEGABYTES * (double) MEGABYTE;
    assertThat(grown.get("process_io_written_bytes_total"))
        .isCloseTo(expected, Percentage.withPercentage(5));
    assertThat(grown.get("process_disk_written_bytes_total"))
        .isCloseTo(expected, Percentage.withPercentage(5));
    double disks =
        grown.entrySet().stream()
            .filter(series -> series.getKey().startsWith("host_disk_written_bytes_total"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(disks).isGreaterThan(expected * 0.95);
  }

  @Test
  void countsWhatMovesOverLoopback() throws Exception {
    SortedMap<String, Double> before = Machine.scrape(registry);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      CompletableFuture<Long> received = CompletableFuture.supplyAsync(() -> drain(accepted));
      OutputStream out = client.getOutputStream();
      for (int i = 0; i < MEGABYTES; i++) {
        out.write(new byte[MEGABYTE]);
      }
      client.shutdownOutput();
      assertThat(received.get()).isEqualTo(MEGABYTES * (long) MEGABYTE);
    }
    Map<String, Double> grown = grown(before);
    double expected = MEGABYTES * (double) MEGABYTE;
    assertThat(grown.get("host_network_receive_bytes_total{device=lo}")).isGreaterThan(expected);
    assertThat(grown.get("host_network_transmit_bytes_total{device=lo}")).isGreaterThan(expected);
    assertThat(grown.get("process_network_receive_bytes_total")).isGreaterThan(expected);
    assertThat(grown.get("process_network_transmit_bytes_total")).isGreaterThan(expected);
  }

  private static long drain(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      return in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Map<String, Double> grown(SortedMap<String, Double> before) {
    Map<String, Double> grown = new TreeMap<>();
    Machine.scrape(registry)
        .forEach((name, value) -> grown.put(name, value - before.getOrDefault(name, 0.0)));
    return grown;
  }

  @Test
  void countsContextSwitchesOfAllThreads() throws InterruptedException {
    double before = read("process_context_switches_total{type=voluntary}");
    Thread waiting = new Thread(LiveUseTest::waitManyTimes, "waiting");
    waiting.start();
    double during = before;
    while (during < before + 50 && waiting.isAlive()) {
      during = read("process_context_switches_total{type=voluntary}");
    }
    waiting.join();
    assertThat(during).isGreaterThanOrEqualTo(before + 50);
  }

  private static void waitManyTimes() {
    for (int i = 0; i < 10_000; i++) {
      java.util.concurrent.locks.LockSupport.parkNanos(100_000);
    }
  }
}
