package io.kubernaut.benchmarks.overhead;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * Runs a service's requests with the whole SDK and without, in one JVM, in phases of some seconds
 * in random order.
 *
 * <p>Before anything is measured the SDK runs for three minutes. Then a phase of the SDK starts it,
 * lets it run for six seconds, measures, and closes it: what a start costs is not what a service
 * pays from then on. A bare phase does the same without an SDK, and there are two in each round, as
 * a control.
 *
 * <p>The machine's speed changes from phase to phase by more than is looked for, so a phase's
 * figure is a ratio of what happens at the same time. Batches of bare requests and of those to be
 * measured alternate; the mean of the middle half of one kind is divided by that of the other. To
 * this is added what all other threads of the process took, the SDK's, the collector's and the
 * compiler's, as a part of what the requests took. Not in it is what the SDK's threads slow bare
 * requests down, by using the same caches.
 */
final class WholeSdkTrial {
  private static final double REQUEST_NANOS = 100_000;
  private static final int SETTLING_PART = 5;
  private static final int AFTER_START = 60_000;
  private static final int BATCH = 50;
  private static final double BARE = 1e9;
  private static final int FIRST_START = 1_800_000; // three minutes
  private static final int OFF = 0;
  private static final int ON = 2;
  private static final List<String> NAMES = List.of("off", Variants.AGAIN, "whole-sdk");

  private final RequestHandler handler = new RequestHandler();
  private final Variant bare = new Variants.Bare();
  private final Path history;
  private final int port;
  private final int requests;
  private final Random random;
  private final List<Double> selfReports = new ArrayList<>();
  private int sink;

  private WholeSdkTrial(Path history, int requests, int port, Random random) {
    this.history = history;
    this.requests = requests;
    this.port = port;
    this.random = random;
  }

  /** Arguments: rounds, requests in a phase, seed, port. */
  public static void main(String[] arguments) throws IOException {
    LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    Path history = Files.createTempDirectory("overhead");
    try {
      new WholeSdkTrial(
              history,
              Integer.parseInt(arguments[1]),
              Integer.parseInt(arguments[3]),
              new Random(Long.parseLong(arguments[2])))
          .run(Integer.parseInt(arguments[0]));
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

  private void run(int rounds) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    warmUp();
    List<long[]> times = new ArrayList<>();
    for (int r = 0; r < rounds; r++) {
      times.add(round());
    }
    new Rounds(NAMES, times).lines().forEach(out::println);
    double self = selfReports.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    out.println(SelfReport.line(self));
    out.println("checksum: " + sink);
  }

  /**
   * Lets the compiler finish: what the SDK does each second is still being compiled for minutes
   * after it was first started, since each second adds but a few calls.
   */
  private void warmUp() {
    sink += bare.run(handler, 0, requests);
    handler.calibrate(REQUEST_NANOS);
    try (WholeSdk sdk = new WholeSdk(port, history)) {
      sink += new Variants.Kubernaut(sdk.registry()).run(handler, 0, FIRST_START);
    }
    round();
    selfReports.clear();
  }

  private long[] round() {
    List<Integer> order = new ArrayList<>(List.of(OFF, OFF + 1, ON));
    Collections.shuffle(order, random);
    long[] times = new long[order.size()];
    for (int phase : order) {
      times[phase] = phase == ON ? on() : measured(bare);
    }
    return times;
  }

  private long on() {
    try (WholeSdk sdk = new WholeSdk(port, history)) {
      Variant variant = new Variants.Kubernaut(sdk.registry());
      sink += variant.run(handler, 0, AFTER_START);
      double before = sdk.ownNanos();
      long begin = ProcessorTime.ofProcess();
      long figure = measured(variant);
      long time = ProcessorTime.ofProcess() - begin;
      selfReports.add(100 * (sdk.ownNanos() - before) / time);
      return figure;
    }
  }

  /** What a request costs beside a bare one, which is a billion. */
  private long measured(Variant variant) {
    sink += variant.run(handler, 0, requests / SETTLING_PART);
    System.gc();
    long process = ProcessorTime.ofProcess();
    long thread = ProcessorTime.ofThread();
    long[] plain = new long[requests / BATCH / 2];
    long[] measured = new long[plain.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = batch(bare, 2 * i);
      measured[i] = batch(variant, 2 * i + 1);
    }
    long own = ProcessorTime.ofThread() - thread;
    double others = ProcessorTime.ofProcess() - process - own;
    return Math.round(BARE * (middle(measured) / (double) middle(plain) + others / own));
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
