package io.kubernaut.health.diagnostics;

import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.Beans;
import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.diagnostics.posture.Posture;
import io.kubernaut.health.diagnostics.posture.PostureReport;
import io.kubernaut.health.diagnostics.profile.BottleneckReport;
import io.kubernaut.health.diagnostics.profile.Bottlenecks;
import io.kubernaut.health.diagnostics.profile.Profile;
import io.kubernaut.health.diagnostics.profile.Profiler;
import io.kubernaut.health.diagnostics.redaction.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a service suffers from.
 *
 * <pre>{@code
 * Diagnostics diagnostics =
 *     Diagnostics.builder(platform)
 *         .configuration(config::asMap)
 *         .metrics(registry)
 *         .part(logTail.part("log.txt"))
 *         .open();
 * Bundle bundle = diagnostics.bundle();            // also GET /diagnostics/bundle, and in JMX
 * }</pre>
 *
 * <p>Nothing it shows has a secret in it that its rules find ({@link Redaction}). Without a folder
 * nothing runs until it is asked for, on at most two threads of its own. With a folder one thread
 * measures hiccups all the time and another reads profiles; with evidence there is a third, and a
 * recording that always runs. The threads end with the platform at the latest; the folder's locks
 * and the recordings only when this is closed. Safe for any thread.
 */
public final class Diagnostics implements AutoCloseable {

  /** What a caller needs in order to read any of it over HTTP. */
  public static final Permission PERMISSION = Permission.of("diagnostics:read");

  /** One may wait: a thread that has just finished is not ready for the next at once. */
  private static final ExecutorLimits THREADS = new ExecutorLimits(2, 1);

  private final Platform platform;
  private final BoundedExecutor executor;
  private final DiagnosticsBuilder settings;
  private final AskedConfiguration configuration;
  private final Bottlenecks bottlenecks;
  private final @Nullable Profiler profiler;
  private final @Nullable Evidence evidence;
  private final Beans.Registration bean;
  private final AtomicReference<@Nullable FutureTask<Bundle>> underWay = new AtomicReference<>();
  private volatile @Nullable BundleManifest last;

  Diagnostics(DiagnosticsBuilder settings) throws IOException {
    this.settings = settings;
    this.platform = settings.platform;
    this.executor = platform.executor("diagnostics", THREADS);
    this.configuration = new AskedConfiguration(settings.configuration, executor, settings.limits);
    this.bottlenecks = Bottlenecks.of(platform, settings.pools);
    try {
      this.profiler = profiler(settings.folder);
      this.evidence = evidence(settings.folder);
      this.bean = platform.beans().register("Diagnostics", DiagnosticsBean.of(this, settings));
    } catch (IOException | RuntimeException refused) {
      letGo();
      throw refused;
    }
  }

  private @Nullable Profiler profiler(@Nullable Path folder) throws IOException {
    return folder == null ? null : Profiler.open(platform, folder.resolve("profiles"));
  }

  private @Nullable Evidence evidence(@Nullable Path folder) throws IOException {
    EvidenceTrigger trigger = settings.trigger;
    return folder == null || trigger == null
        ? null
        : Evidence.open(
            platform, folder.resolve("evidence"), trigger, settings.evidence, this::redaction);
  }

  /**
   * Begins to describe what a bundle holds.
   *
   * @param platform whose clocks, threads and beans are used
   * @return a builder
   */
  public static DiagnosticsBuilder builder(Platform platform) {
    return new DiagnosticsBuilder(platform);
  }

  /**
   * Builds a bundle, or waits for the one that is being built: whoever asks meanwhile gets the
   * same. Takes a second or so, and {@link BundleLimits#time()} at the most and a little more. The
   * configuration is asked once for it, and as long as for a part.
   *
   * @return the bundle; a part that failed is named in its manifest
   * @throws CancellationException if the thread is interrupted while it waits
   */
  public Bundle bundle() {
    FutureTask<Bundle> mine = new FutureTask<>(this::build);
    FutureTask<Bundle> other = underWay.compareAndExchange(null, mine);
    if (other != null) {
      return await(other);
    }
    try {
      mine.run();
    } finally {
      underWay.set(null);
    }
    return await(mine);
  }

  private Bundle build() {
    long begin = platform.monotonicClock().nanos();
    AskedConfiguration.Answer asked = configuration.ask();
    Redaction clean = redaction(asked);
    Bundle bundle =
        new Bundler(platform, executor, settings.limits, clean, begin).build(parts(clean, asked));
    last = bundle.manifest();
    return bundle;
  }

  private List<BundlePart> parts(Redaction clean, AskedConfiguration.Answer asked) {
    StandardParts standard = new StandardParts(platform, clean);
    List<BundlePart> all = new ArrayList<>(standard.all());
    if (configuration.isThere()) {
      all.add(standard.settings(DiagnosticsBuilder.CONFIGURATION, asked::orFail));
    }
    all.addAll(settings.parts.values());
    return all;
  }

  private static Bundle await(FutureTask<Bundle> task) {
    try {
      return task.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while the bundle was being built. Ask again.");
    } catch (ExecutionException failed) {
      throw new IllegalStateException("The bundle could not be built.", failed.getCause());
    }
  }

  /**
   * Returns what was in the last bundle.
   *
   * @return its manifest; empty before the first
   */
  public Optional<BundleManifest> lastBundle() {
    return Optional.ofNullable(last);
  }

  /**
   * Looks for threads that wait for each other in a ring, which takes a few milliseconds.
   *
   * @return the deadlocks; none if there are none
   */
  public List<LockCycle> deadlocks() {
    return ThreadDump.findDeadlocks();
  }

  /**
   * Watches what holds the service up, see {@link Bottlenecks}.
   *
   * @param window how long, up to 5 minutes
   * @return the report when it is there
   * @throws IllegalArgumentException if the window is not positive or longer than 5 minutes
   */
  public CompletableFuture<BottleneckReport> bottlenecks(Duration window) {
    return bottlenecks.watch(window);
  }

  /**
   * Records with the flight recorder, see {@link Profiler}.
   *
   * @param window how long, up to 5 minutes
   * @return the profile when it is there; it fails if there is no flight recorder or no folder
   * @throws IllegalArgumentException if the window is not positive or longer than 5 minutes
   */
  public CompletableFuture<Profile> profile(Duration window) {
    return profiler == null
        ? CompletableFuture.failedFuture(
            new UnsupportedOperationException(
                "There is no folder for recordings: give one with DiagnosticsBuilder.folder(..)."))
        : profiler.profile(window);
  }

  /**
   * Returns what takes evidence when something fails.
   *
   * @return the evidence; empty if the builder was given no trigger or no folder
   */
  public Optional<Evidence> evidence() {
    return Optional.ofNullable(evidence);
  }

  /**
   * Looks at how safely the service is set up.
   *
   * @return the score and what is wrong; empty if the builder was given no {@link
   *     DiagnosticsBuilder#posture posture}
   */
  public Optional<PostureReport> posture() {
    return Optional.ofNullable(settings.posture).map(Posture::check);
  }

  /**
   * The rules, and the secrets that are known from settings at this moment. Waits for the
   * configuration as long as for a part of a bundle, and then knows its last secrets.
   */
  Redaction redaction() {
    return redaction(configuration.ask());
  }

  private Redaction redaction(AskedConfiguration.Answer asked) {
    Redaction rules = settings.redaction;
    List<String> known = new ArrayList<>(rules.secretsIn(System.getenv()));
    known.addAll(rules.secretsIn(StandardParts.properties()));
    known.addAll(rules.secretsIn(asked.settings()));
    return rules.withSecrets(known);
  }

  /**
   * Returns the routes, each with {@link #PERMISSION}: {@code GET /diagnostics/bundle}, {@code
   * /threads}, {@code /posture}, and with {@code ?seconds=1} to 20 {@code /bottlenecks} and {@code
   * /profile}.
   *
   * @return what a router takes
   */
  public Routes routes() {
    return DiagnosticsRoutes.of(this);
  }

  /**
   * Takes back its bean, fails what is under way, ends its threads and frees its folder. Closing
   * twice is harmless.
   */
  @Override
  public void close() {
    bean.close();
    letGo();
  }

  private void letGo() {
    if (evidence != null) {
      evidence.close();
    }
    if (profiler != null) {
      profiler.close();
    }
    bottlenecks.close();
    executor.close();
  }
}
