package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.OverloadException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the service, asked on a thread that is abandoned when it takes too long.
 * Where it does not answer, what it said the last time still tells which values are secrets. Safe
 * for any thread.
 */
final class AskedConfiguration {

  private final @Nullable Supplier<Map<String, String>> source;
  private final BoundedExecutor executor;
  private final Duration longest;
  private volatile Map<String, String> last = Map.of();

  AskedConfiguration(
      @Nullable Supplier<Map<String, String>> source,
      BoundedExecutor executor,
      BundleLimits limits) {
    this.source = source;
    this.executor = executor;
    this.longest =
        limits.partTime().compareTo(limits.time()) < 0 ? limits.partTime() : limits.time();
  }

  /**
   * What it said.
   *
   * @param settings the last that are known
   * @param failure why they are not those of now; empty if they are
   */
  record Answer(Map<String, String> settings, String failure) {

    Map<String, String> orFail() {
      if (!failure.isEmpty()) {
        throw new IllegalStateException(failure);
      }
      return settings;
    }
  }

  boolean isThere() {
    return source != null;
  }

  Answer ask() {
    if (source == null) {
      return new Answer(last, "");
    }
    FutureTask<Map<String, String>> task = new FutureTask<>(() -> Map.copyOf(source.get()));
    try {
      executor.execute(task);
      last = task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(last, "");
    } catch (OverloadException | IllegalStateException refused) {
      return failed("parts that hang hold all threads");
    } catch (TimeoutException late) {
      return failed("took longer than " + longest);
    } catch (ExecutionException broken) {
      return failed(String.valueOf(broken.getCause()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return failed("the thread that asked was interrupted");
    } finally {
      task.cancel(true);
    }
  }

  private Answer failed(String why) {
    return new Answer(last, why);
  }
}
