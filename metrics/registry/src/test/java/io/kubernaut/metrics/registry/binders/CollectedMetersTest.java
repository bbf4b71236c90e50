package io.kubernaut.metrics.registry.binders;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.testing.TestClock;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.binders.SystemBinders.Part;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-007")
class CollectedMetersTest {
  private static final Quantity SENT = Quantity.counter("sent", "Sent").in("bytes");
  private static final Quantity FULL = Quantity.gauge("full", "How full");

  private final TestClock clock = TestClock.create();
  private final KubernautMeterRegistry registry = Machine.patientRegistry();
  private final Map<String, Double> devices = new HashMap<>(Map.of("a", 1.0));

  @AfterEach
  void close() {
    registry.close();
  }

  private void bind(FigureSource... sources) {
    new CollectedMeters("test", List.of(sources), clock, ofSeconds(1)).bindTo(registry);
  }

  private void devices(Figures into) {
    devices.forEach((device, value) -> into.add(SENT, value, "device", device));
    devices.forEach((device, value) -> into.add(FULL, value, "device", device));
  }

  private Set<String> shown() {
    Machine.scrape(registry); // sees what has come and gone
    Set<String> names = Machine.scrape(registry).keySet();
    return Set.copyOf(names.stream().filter(name -> !name.startsWith("kubernaut")).toList());
  }

  @Test
  void readsEachFileOnceForAScrape() {
    CountingFiles files = new CountingFiles();
    SystemBinders.builder()
        .root(Machine.tree("host"))
        .parts(Part.PROCESS, Part.HOST, Part.CGROUP)
        .clock(clock)
        .files(files)
        .build()
        .bindTo(registry);
    for (int scrape = 0; scrape < 3; scrape++) {
      files.reads.clear();
      clock.advance(ofSeconds(15));
      assertThat(Machine.scrape(registry)).containsKey("host_cpu_seconds_total{mode=user}");
      assertThat(files.reads).hasSizeGreaterThan(10);
      assertThat(files.reads.values()).as("reads of %s", files.reads).containsOnly(1);
    }
    files.reads.clear();
    Machine.scrape(registry); // no time has passed
    assertThat(files.reads).isEmpty();
  }

  @Test
  void showsTheNewestReadingOnceTheLastIsTooOld() {
    bind(this::devices);
    devices.put("a", 5.0);
    assertThat(Machine.scrape(registry)).containsEntry("full{device=a}", 1.0);
    clock.advance(ofSeconds(1));
    assertThat(Machine.scrape(registry))
        .containsEntry("full{device=a}", 5.0)
        .containsEntry("sent_bytes_total{device=a}", 5.0);
  }

  @Test
  void followsDevicesThatComeAndGo() {
    bind(this::devices);
    devices.put("b", 2.0);
    devices.remove("a");
    clock.advance(ofSeconds(1));
    assertThat(shown()).containsExactlyInAnyOrder("full{device=b}", "sent_bytes_total{device=b}");
  }

  @Test
  void findsThingsAgainAfterEverythingWasGone() {
    bind(this::devices);
    devices.clear();
    clock.advance(ofSeconds(1));
    assertThat(shown()).isEmpty();
    devices.put("a", 3.0);
    clock.advance(ofSeconds(1));
    assertThat(shown()).containsExactlyInAnyOrder("full{device=a}", "sent_bytes_total{device=a}");
  }

  @Test
  void losesOnlyTheFiguresOfASourceThatThrows() {
    bind(
        into -> {
          throw new IllegalStateException("no such device");
        },
        this::devices);
    assertThat(Machine.scrape(registry)).containsEntry("full{device=a}", 1.0);
  }

  @Test
  void bindsToAnyRegistryOfMicrometer() {
    SimpleMeterRegistry simple = new SimpleMeterRegistry();
    SystemBinders.builder().root(Machine.tree("host")).parts(Part.HOST).build().bindTo(simple);
    assertThat(simple.get("host.load1").gauge().value()).isEqualTo(1.94);
    assertThat(simple.get("host.network.receive").tag("device", "eth0").functionCounter().count())
        .isEqualTo(200_077_668);
    simple.close();
  }

  @Test
  void keepsTheSumOfContextSwitchesWhenThreadsEnd() {
    Map<Path, String> tasks = new HashMap<>();
    Path task = Path.of("task");
    ContextSwitches switches = new ContextSwitches(new FakeTasks(tasks), task);
    tasks.put(task.resolve("1"), switched(100));
    tasks.put(task.resolve("2"), switched(50));
    assertThat(voluntary(switches)).isEqualTo(150);
    tasks.remove(task.resolve("1"));
    tasks.put(task.resolve("2"), switched(60));
    assertThat(voluntary(switches)).isEqualTo(160);
    tasks.put(task.resolve("2"), switched(5)); // a new thread with the number of an old one
    assertThat(voluntary(switches)).isEqualTo(165);
    tasks.put(task.resolve("2"), "Name:\tx\n"); // read while the thread ends
    assertThat(voluntary(switches)).isEqualTo(165);
  }

  private static String switched(int times) {
    return "Name:\tx\nvoluntary_ctxt_switches:\t%d\nnonvoluntary_ctxt_switches:\t0\n"
        .formatted(times);
  }

  private static double voluntary(ContextSwitches switches) {
    Figures figures = new Figures();
    switches.read(figures);
    return figures.values().get(ContextSwitches.SWITCHES.of("type", "voluntary"));
  }

  @Test
  void refusesAnIntervalOfNothing() {
    assertThatThrownBy(() -> SystemBinders.builder().interval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid interval PT0S");
  }

  private static final class CountingFiles implements TextFiles {
    private final TextFiles files = TextFiles.ofMachine();
    private final Map<Path, Integer> reads = new ConcurrentHashMap<>();

    @Override
    public Optional<String> text(Path file) {
      reads.merge(file, 1, Integer::sum);
      return files.text(file);
    }

    @Override
    public List<Path> list(Path folder) {
      return files.list(folder);
    }
  }

  private record FakeTasks(Map<Path, String> tasks) implements TextFiles {
    @Override
    public Optional<String> text(Path file) {
      return Optional.ofNullable(tasks.get(file.getParent()));
    }

    @Override
    public List<Path> list(Path folder) {
      return List.copyOf(tasks.keySet());
    }
  }
}
