package io.kubernaut.benchmarks.overhead;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Runs a service's requests without the SDK, with the whole of it, and without again, in one JVM,
 * and looks at windows of {@value #WINDOW_SECONDS} seconds of each.
 *
 * <p>What is looked for is what a service pays once its code is compiled. The SDK works once a
 * second, so the compiler, which waits for thousands of calls, would be busy with it for an hour.
 * So at first an SDK in a hurry does in two minutes what takes as long; its history collects each
 * {@value #HURRIED_MILLIS} ms and its server is asked without pause. Then one with the standard
 * settings is started, and measured when it has settled.
 *
 * <p>A window's figure is a ratio of what happens at the same time, because the machine's speed
 * changes from window to window by more than is looked for. Batches of bare requests and of those
 * to be measured alternate; the mean of the middle half of one kind is divided by that of the
 * other. To this is added what all other threads of the process took, the SDK's, the collector's
 * and the compiler's, as a part of what the requests took. Not in it is what the SDK's threads slow
 * bare requests down, by using the same caches. Windows without the SDK count in turn as bare ones
 * and as the control.
 */
final class WholeSdkTrial {
  private static final double REQUEST_NANOS = 100_000;
  private static final int WARM_UP = 300_000; // half a minute, of shorter requests
  private static final int BATCH = 400; // what a switch costs is then a few ns a request
  private static final double BARE = 1e9; // what is written for a bare request
  private static final long SECOND = 1_000_000_000L;
  private static final int WINDOW_SECONDS = 15; // as long as from scrape to scrape
  private static final int SETTLING_SECONDS = 60;
  private static final int HURRIED_SECONDS = 120;
  private static final int HURRIED_MILLIS = 20;
  private static final String OFF = "off";
  private static final String ON = "whole-sdk";

  private final RequestHandler handler = new RequestHandler();
  private final Variant bare = new Variants.Bare();
  private final int windows;
  private int sink;

  /**
   * What was seen in one window.
   *
   * @param requests what a request took, as a part of what a bare one did
   * @param others what all other threads took, as a part of what requests took
   */
  record Window(double requests, double others) {
    long figure() {
      return Math.round(BARE * (requests + others));
    }

    static String means(String name, List<Window> windows) {
      return String.format(
          Locale.ROOT,
          "%s: requests %.4f, other threads %.2f %%",
          name,
          windows.stream().mapToDouble(Window::requests).average().orElseThrow(),
          100 * windows.stream().mapToDouble(Window::others).average().orElseThrow());
    }
  }

  private WholeSdkTrial(int windows) {
    this.windows = windows;
  }

  /** Arguments: windows with the SDK, the port of the one in a hurry, the port of the other. */
  public static void main(String[] arguments) throws IOException {
    LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    new WholeSdkTrial(Integer.parseInt(arguments[0]))
        .run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
  }

  private void run(int hurriedPort, int port) throws IOException {
    sink += bare.run(handler, 0, WARM_UP);
    handler.calibrate(REQUEST_NANOS);
    work(bare, WINDOW_SECONDS);
    List<Window> off = new ArrayList<>(windows(bare, windows));
    hurry(hurriedPort);
    List<Window> on = new ArrayList<>();
    double self = measure(port, on);
    work(bare, WINDOW_SECONDS);
    off.addAll(windows(bare, windows));
    print(off, on, self);
  }

  private void hurry(int port) throws IOException {
    Path history = Files.createTempDirectory("overhead");
    try (WholeSdk sdk = WholeSdk.collecting(Duration.ofMillis(HURRIED_MILLIS), port, history)) {
      work(new Variants.Kubernaut(sdk.registry()), HURRIED_SECONDS);
    } finally {
      delete(history);
    }
  }

  /** Measures an SDK with its standard settings; returns what it says that it cost, in percent. */
  private double measure(int port, List<Window> seen) throws IOException {
    Path history = Files.createTempDirectory("overhead");
    try (WholeSdk sdk = WholeSdk.collecting(Duration.ofSeconds(1), port, history)) {
      Variant variant = new Variants.Kubernaut(sdk.registry());
      work(variant, SETTLING_SECONDS);
      double before = sdk.ownNanos();
      long begin = ProcessorTime.ofProcess();
      seen.addAll(windows(variant, windows));
      return 100 * (sdk.ownNanos() - before) / (ProcessorTime.ofProcess() - begin);
    } finally {
      delete(history);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** Each row a bare window, one for the control, and one with the SDK. */
  static List<long[]> rows(List<Window> off, List<Window> on) {
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      rows.add(
          new long[] {off.get(2 * i).figure(), off.get(2 * i + 1).figure(), on.get(i).figure()});
    }
    return rows;
  }

  private void print(List<Window> off, List<Window> on, double self) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(Window.means(OFF, off));
    out.println(Window.means(ON, on));
    new Rounds(List.of(OFF, Variants.AGAIN, ON), rows(off, on)).lines().forEach(out::println);
    out.println(SelfReport.line(self));
    out.println("checksum: " + sink);
  }

  private void work(Variant variant, int seconds) {
    long start = System.nanoTime();
    for (int i = 0; System.nanoTime() - start < seconds * SECOND; i++) {
      sink += variant.run(handler, i * BATCH, BATCH);
    }
  }

  private List<Window> windows(Variant variant, int count) {
    return IntStream.range(0, count).mapToObj(i -> window(variant)).toList();
  }

  private Window window(Variant variant) {
    long start = System.nanoTime();
    long process = ProcessorTime.ofProcess();
    long thread = ProcessorTime.ofThread();
    LongStream.Builder plain = LongStream.builder();
    LongStream.Builder measured = LongStream.builder();
    for (int i = 0; System.nanoTime() - start < WINDOW_SECONDS * SECOND; i += 2) {
      plain.add(batch(bare, i));
      measured.add(batch(variant, i + 1));
    }
    long own = ProcessorTime.ofThread() - thread;
    double others = ProcessorTime.ofProcess() - process - own;
    double cost = middle(measured.build().toArray()) / (double) middle(plain.build().toArray());
    return new Window(cost, others / own);
  }

  private long batch(Variant variant, int number) {
    long start = ProcessorTime.ofThread();
    sink += variant.run(handler, number * BATCH, BATCH);
    return ProcessorTime.ofThread() - start;
  }

  /** The mean of the middle half. */
  static long middle(long[] values) {
    return Math.round(
        Arrays.stream(values)
            .sorted()
            .skip(values.length / 4)
            .limit(values.length - 2L * (values.length / 4))
            .average()
            .orElseThrow());
  }
}
