package io.kubernaut.benchmarks.overhead;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.LogManager;

/**
 * Runs a service's requests with the whole SDK and without, in one JVM, in phases of some seconds
 * in random order, and takes the processor time of the whole process for each phase.
 *
 * <p>A phase of the SDK starts it, warms it up, measures, and closes it. A bare phase does the same
 * without an SDK, and there are two in each round, as a control.
 */
final class WholeSdkTrial {
  private static final double REQUEST_NANOS = 100_000;
  private static final int SETTLING_PART = 5;
  private static final int OFF = 0;
  private static final int ON = 2;
  private static final List<String> NAMES = List.of("off", Variants.AGAIN, "whole-sdk");

  private final RequestHandler handler = new RequestHandler();
  private final Variant bare = new Variants.Bare();
  private final int port;
  private final int requests;
  private final Random random;
  private final List<Double> selfReports = new ArrayList<>();
  private int sink;

  private WholeSdkTrial(int requests, int port, Random random) {
    this.requests = requests;
    this.port = port;
    this.random = random;
  }

  /** Arguments: rounds, requests in a phase, seed, port. */
  public static void main(String[] arguments) {
    LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    int rounds = Integer.parseInt(arguments[0]);
    WholeSdkTrial trial =
        new WholeSdkTrial(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[3]),
            new Random(Long.parseLong(arguments[2])));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    trial.warmUp();
    List<long[]> times = new ArrayList<>();
    for (int r = 0; r < rounds; r++) {
      times.add(trial.round());
    }
    new Rounds(NAMES, times).lines().forEach(out::println);
    double self = trial.selfReports.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    out.println(SelfReport.line(self));
    out.println("checksum: " + trial.sink);
  }

  private void warmUp() {
    for (int i = 0; i < 2; i++) {
      sink += bare.run(handler, 0, requests);
      handler.calibrate(REQUEST_NANOS);
      round();
    }
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
    try (WholeSdk sdk = new WholeSdk(port)) {
      Variant variant = new Variants.Kubernaut(sdk.registry());
      sink += variant.run(handler, 0, requests / SETTLING_PART);
      double before = sdk.ownNanos();
      long time = measured(variant);
      selfReports.add(100 * (sdk.ownNanos() - before) / time);
      return time;
    }
  }

  private long measured(Variant variant) {
    sink += variant.run(handler, 0, requests / SETTLING_PART);
    System.gc();
    long start = ProcessorTime.ofProcess();
    sink += variant.run(handler, 0, requests);
    return ProcessorTime.ofProcess() - start;
  }
}
