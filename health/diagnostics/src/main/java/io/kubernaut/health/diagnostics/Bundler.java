package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.OverloadException;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.diagnostics.BundleManifest.Part;
import io.kubernaut.health.diagnostics.BundleManifest.State;
import io.kubernaut.health.diagnostics.BundlePart.Excess;
import io.kubernaut.health.diagnostics.redaction.Redaction;
import io.kubernaut.types.container.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Builds one bundle.
 *
 * <p>The parts are asked one after the other, each on a thread that is abandoned when it takes too
 * long. First those whose beginning matters: they are small and say how the process is. Then those
 * in order of time, each with an equal share of the room that is left, so that a long log cannot
 * push out the audit's tail; what one does not need the next may have. Secrets are taken out before
 * anything is cut off, because half a secret has no shape.
 */
final class Bundler {

  private static final int WARNING_PERCENT = 80;

  private static final Outcome NO_THREAD =
      new Outcome(State.SKIPPED, "parts that hang hold all threads");

  private final Platform platform;
  private final BoundedExecutor executor;
  private final BundleLimits limits;
  private final Redaction redaction;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final long begin;
  private long bytes;

  /** Its time runs from the given moment of the monotonic clock on. */
  Bundler(
      Platform platform,
      BoundedExecutor executor,
      BundleLimits limits,
      Redaction redaction,
      long begin) {
    this.platform = platform;
    this.executor = executor;
    this.limits = limits;
    this.redaction = redaction;
    this.begin = begin;
  }

  Bundle build(List<BundlePart> wanted) {
    Instant created = platform.wallClock().instant();
    List<BundlePart> ordered =
        wanted.stream()
            .sorted(Comparator.comparing(part -> part.excess() == Excess.OLDEST))
            .toList();
    for (int i = 0; i < ordered.size(); i++) {
      add(ordered.get(i), ordered.size() - i);
    }
    warnOfSize();
    BundleManifest manifest =
        new BundleManifest(
            platform.name(),
            platform.version(),
            created,
            since(begin),
            bytes,
            limits.bytes(),
            parts,
            warnings);
    return new Bundle(manifest, new BundleArchive(created).zip(files, manifest));
  }

  private void add(BundlePart part, int toCome) {
    long start = platform.monotonicClock().nanos();
    BoundedText text = new BoundedText(part.excess(), limits.partBytes());
    Outcome outcome = collect(part, text);
    String clean = redaction.text(text.toString());
    String kept = BoundedText.fit(clean, part.excess(), room(part, toCome));
    long leftOut = text.leftOut() + clean.length() - kept.length();
    keep(part, kept, leftOut, outcome, since(start));
  }

  private int room(BundlePart part, int toCome) {
    long left = limits.bytes() - bytes;
    long share = part.excess() == Excess.OLDEST ? left / toCome : left;
    return (int) Math.min(share, limits.partBytes());
  }

  private record Outcome(State state, String detail) {}

  private Outcome collect(BundlePart part, BoundedText text) {
    Duration left = limits.time().minus(since(begin));
    if (left.isNegative() || left.isZero()) {
      return new Outcome(
          State.SKIPPED, "the time of the bundle, %s, was over".formatted(limits.time()));
    }
    AtomicBoolean begun = new AtomicBoolean();
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              begun.set(true);
              part.content().writeTo(text);
              return null;
            });
    try {
      executor.execute(task);
      return await(task, left.compareTo(limits.partTime()) < 0 ? left : limits.partTime(), begun);
    } catch (OverloadException | IllegalStateException refused) {
      return NO_THREAD;
    } finally {
      text.close();
    }
  }

  private static Outcome await(FutureTask<Void> task, Duration longest, AtomicBoolean begun) {
    try {
      task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
      return new Outcome(State.COMPLETE, "");
    } catch (TimeoutException late) {
      task.cancel(true);
      return begun.get() ? new Outcome(State.TIMED_OUT, "took longer than " + longest) : NO_THREAD;
    } catch (InterruptedException stopped) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome(State.SKIPPED, "the thread that builds the bundle was interrupted");
    } catch (ExecutionException failed) {
      return new Outcome(State.FAILED, String.valueOf(failed.getCause()));
    }
  }

  private void keep(BundlePart part, String kept, long leftOut, Outcome outcome, Duration took) {
    byte[] content = kept.getBytes(StandardCharsets.UTF_8);
    bytes += content.length;
    State state =
        outcome.state() == State.COMPLETE && leftOut > 0 ? State.TRUNCATED : outcome.state();
    String detail = redaction.text(outcome.detail());
    if (leftOut > 0) {
      detail += (detail.isEmpty() ? "" : "; ") + cut(part, leftOut);
    }
    files.put(part.name(), kept);
    parts.add(
        new Part(
            part.name(),
            state,
            detail,
            content.length,
            leftOut,
            took,
            Digest.sha256(content).encoded()));
    if (state != State.COMPLETE) {
      warnings.add("%s: %s, %s".formatted(part.name(), state, detail));
    }
  }

  private static String cut(BundlePart part, long leftOut) {
    return part.excess() == Excess.OLDEST
        ? "the oldest %d characters are left out".formatted(leftOut)
        : "the last %d characters are left out".formatted(leftOut);
  }

  private void warnOfSize() {
    long percent = 100 * bytes / limits.bytes();
    if (percent >= WARNING_PERCENT) {
      warnings.add(
          "the bundle holds %d %% of its limit of %d bytes: raise the limit if something is missing"
              .formatted(percent, limits.bytes()));
    }
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(platform.monotonicClock().nanos() - nanos);
  }
}
