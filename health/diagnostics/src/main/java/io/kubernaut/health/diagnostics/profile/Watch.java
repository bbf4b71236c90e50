package io.kubernaut.health.diagnostics.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds up the samples of one watch and judges them. Used by one thread at a time. */
final class Watch {

  private static final int SITES = 3;
  private static final double CPU_WEIGHT = 0.5;
  private static final double GC_WEIGHT = 2;
  private static final double CALM = 0.7;
  private static final double NATIVE_ALLOWANCE = 1.5;

  private final String subject;
  private final Instant start;
  private final List<Pool> pools;
  private final Map<Activity, Tally> sites = new EnumMap<>(Activity.class);
  private final Tally locks = new Tally();
  private final Map<String, Pool.Reading> fullest = new LinkedHashMap<>();
  private double waiting;
  private int samples;

  Watch(String subject, Instant start, List<Pool> pools) {
    this.subject = subject;
    this.start = start;
    this.pools = pools;
  }

  void add(List<ThreadSample> threads) {
    samples++;
    for (ThreadSample thread : threads) {
      Activity activity = Activity.of(thread);
      tally(activity).add(thread.site(), 1);
      if (activity == Activity.LOCK) {
        locks.add(thread.lock() + " held by \"" + thread.holder() + "\"", 1);
      }
    }
    pools.forEach(this::read);
  }

  private void read(Pool pool) {
    Pool.Reading now = pool.reading().get();
    waiting += now.waiting();
    fullest.merge(pool.name(), now, (one, other) -> one.waiting() >= other.waiting() ? one : other);
  }

  private Tally tally(Activity activity) {
    return sites.computeIfAbsent(activity, first -> new Tally());
  }

  private double threads(Activity activity) {
    return samples == 0 ? 0 : tally(activity).total() / samples;
  }

  /** Judges, by what the machine says about the same time. */
  BottleneckReport report(Duration window, MachineUse use, double overhead) {
    double running = running(use);
    double locked = threads(Activity.LOCK);
    double asking = threads(Activity.DEPENDENCY);
    double pooled = pooled(use);
    double active = running + locked + asking + pooled;
    double going = 1 - use.pauseShare();
    double each = active < 0.05 ? 0 : going / active;
    List<Bottleneck> ranking = new ArrayList<>();
    ranking.add(bottleneck(Cause.CPU, CPU_WEIGHT * running * each, running, cpu(use)));
    ranking.add(bottleneck(Cause.LOCKS, locked * each, locked, lockEvidence()));
    ranking.add(
        bottleneck(Cause.GC, GC_WEIGHT * use.pauseShare(), use.pauseShare() * active, gc(use)));
    ranking.add(bottleneck(Cause.POOL_WAIT, pooled * each, pooled, poolEvidence()));
    ranking.add(
        bottleneck(Cause.SLOW_DEPENDENCY, asking * each, asking, places(Activity.DEPENDENCY)));
    ranking.sort(Comparator.comparingDouble(cause -> -cause.score()));
    return new BottleneckReport(subject, start, window, samples, active, ranking, overhead);
  }

  private static Bottleneck bottleneck(
      Cause cause, double score, double threads, Map<String, String> evidence) {
    return new Bottleneck(cause, Math.min(1, score), threads, evidence);
  }

  /**
   * Threads in native code that the virtual machine takes for running use no processor. On a
   * machine that is not busy all that runs uses one.
   */
  private double running(MachineUse use) {
    double sampled = threads(Activity.RUNNING);
    return use.machineLoad() >= 0 && use.machineLoad() < CALM
        ? Math.min(sampled, NATIVE_ALLOWANCE * use.cores())
        : sampled;
  }

  /**
   * Threads in pools, or what the pools themselves say if that is more: a task in a queue has no
   * thread. While the processors are busy a longer queue would not be served any faster by more
   * threads, so that part is the processor's.
   */
  private double pooled(MachineUse use) {
    double sampled = threads(Activity.POOL);
    double reported = samples == 0 ? 0 : waiting / samples;
    double idleShare = 1 - Math.min(1, Math.max(0, use.machineLoad()));
    return Math.max(sampled, reported * idleShare);
  }

  private Map<String, String> cpu(MachineUse use) {
    Map<String, String> evidence = places(Activity.RUNNING);
    evidence.put("cores used", "%.2f of %d".formatted(use.cores(), use.processors()));
    evidence.put("machine load", use.machineLoad() < 0 ? "unknown" : percent(use.machineLoad()));
    return evidence;
  }

  private static Map<String, String> gc(MachineUse use) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("pauses", percent(use.pauseShare()) + " of the time");
    evidence.put("collections", String.valueOf(use.collections()));
    evidence.put("heap after collection", percent(use.heapAfterCollection()) + " of its limit");
    return evidence;
  }

  private Map<String, String> lockEvidence() {
    Map<String, String> evidence = places(Activity.LOCK);
    evidence.put("locks", text(locks.top(SITES)));
    return evidence;
  }

  private Map<String, String> poolEvidence() {
    Map<String, String> evidence = places(Activity.POOL);
    fullest.forEach(
        (name, at) ->
            evidence.put(
                "pool " + name,
                "%d of %d in use, %d waiting at the worst"
                    .formatted(at.active(), at.size(), at.waiting())));
    if (threads(Activity.RESULT) > 0) {
      evidence.put("threads that wait for a result", "%.1f".formatted(threads(Activity.RESULT)));
    }
    return evidence;
  }

  private Map<String, String> places(Activity activity) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("threads", "%.1f".formatted(threads(activity)));
    evidence.put("at", text(tally(activity).top(SITES)));
    return evidence;
  }

  private static String text(List<Profile.Share> shares) {
    return shares.stream()
        .map(share -> share.name() + " " + percent(share.share()))
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    return "%.0f %%".formatted(100 * share);
  }
}
