package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.diagnostics.posture.Posture;
import io.kubernaut.health.diagnostics.profile.Pool;
import io.kubernaut.health.diagnostics.redaction.Redaction;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Describes {@link Diagnostics}. Every setting has a default. For one thread. */
public final class DiagnosticsBuilder {

  static final String CONFIGURATION = "configuration.txt";

  final Platform platform;
  @Nullable Supplier<Map<String, String>> configuration;
  final Map<String, BundlePart> parts = new LinkedHashMap<>();
  Redaction redaction = Redaction.standard();
  BundleLimits limits = BundleLimits.DEFAULTS;
  final List<Pool> pools = new ArrayList<>();
  @Nullable Path folder;
  @Nullable Posture posture;
  @Nullable EvidenceTrigger trigger;
  EvidenceLimits evidence = EvidenceLimits.DEFAULTS;
  boolean operable;

  DiagnosticsBuilder(Platform platform) {
    this.platform = Objects.requireNonNull(platform, "platform");
  }

  /**
   * Adds the configuration: {@code configuration.txt}. Values of telling keys are not shown, and
   * are taken out of every other part too.
   *
   * @param source returns keys and values; asked for each bundle
   * @return this builder
   * @throws IllegalArgumentException if it was added before
   */
  public DiagnosticsBuilder configuration(Supplier<Map<String, String>> source) {
    if (configuration != null) {
      throw taken(CONFIGURATION);
    }
    configuration = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * Adds a snapshot of all metrics: {@code metrics.txt}, as a scraper would get it.
   *
   * @param source for example the registry
   * @return this builder
   * @throws IllegalArgumentException if it was added before
   */
  public DiagnosticsBuilder metrics(MetricSource source) {
    return part(StandardParts.metrics(source));
  }

  /**
   * Adds a part: the log's tail, the audit's tail, the history of health, a component's own.
   *
   * @param part what to add
   * @return this builder
   * @throws IllegalArgumentException if there is a part of that name
   */
  public DiagnosticsBuilder part(BundlePart part) {
    boolean taken =
        part.name().equals(CONFIGURATION)
            || part.name().equals(BundleArchive.MANIFEST)
            || part.name().equalsIgnoreCase(BundleArchive.CHECKSUMS)
            || new StandardParts(platform, redaction)
                .all().stream().anyMatch(each -> each.name().equals(part.name()));
    if (taken || parts.putIfAbsent(part.name(), part) != null) {
      throw taken(part.name());
    }
    return this;
  }

  private static IllegalArgumentException taken(String name) {
    return new IllegalArgumentException(
        "The bundle has a part \"%s\" already. Give this one another name.".formatted(name));
  }

  /**
   * Adds a pool that can tell how full it is, for the ranking of bottlenecks.
   *
   * @param pool of connections or threads
   * @return this builder
   */
  public DiagnosticsBuilder pool(Pool pool) {
    pools.add(Objects.requireNonNull(pool, "pool"));
    return this;
  }

  /**
   * Adds a look at how safely the service is set up: {@code posture.txt}, a route, an attribute.
   *
   * @param posture what looks
   * @return this builder
   * @throws IllegalArgumentException if it was added before
   */
  public DiagnosticsBuilder posture(Posture posture) {
    part(BundlePart.text("posture.txt", () -> posture.check().text()));
    this.posture = posture;
    return this;
  }

  /**
   * Tells whether {@link #posture} was called.
   *
   * @return whether there is something to look at
   */
  public boolean hasPosture() {
    return posture != null;
  }

  /**
   * Sets where recordings of the flight recorder and evidence are put. Without it there is neither.
   *
   * @param folder for this platform alone, made if it is not there
   * @return this builder
   */
  public DiagnosticsBuilder folder(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
    return this;
  }

  /**
   * Takes evidence by itself when something fails, into the {@link #folder}; without a folder
   * nothing is taken. A recording of the flight recorder runs all the time then.
   *
   * @param trigger which events call for it, for example {@link EvidenceTrigger#checkDown()}
   * @param limits how much is taken and kept, for example {@link EvidenceLimits#DEFAULTS}
   * @return this builder
   */
  public DiagnosticsBuilder evidence(EvidenceTrigger trigger, EvidenceLimits limits) {
    this.trigger = Objects.requireNonNull(trigger, "trigger");
    this.evidence = Objects.requireNonNull(limits, "limits");
    return this;
  }

  /**
   * Sets what counts as a secret.
   *
   * @param rules instead of {@link Redaction#standard()}
   * @return this builder
   */
  public DiagnosticsBuilder redaction(Redaction rules) {
    redaction = Objects.requireNonNull(rules, "rules");
    return this;
  }

  /**
   * Sets how large a bundle gets and how long it takes.
   *
   * @param limits instead of {@link BundleLimits#DEFAULTS}
   * @return this builder
   */
  public DiagnosticsBuilder limits(BundleLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
    return this;
  }

  /**
   * Switches on what JMX clients may do, not only read: to have a bundle built.
   *
   * @return this builder
   */
  public DiagnosticsBuilder operableByJmx() {
    operable = true;
    return this;
  }

  /**
   * Returns the diagnostics, with their bean registered.
   *
   * @return the diagnostics; close them
   * @throws IllegalArgumentException if this platform has diagnostics already
   * @throws java.io.UncheckedIOException if the folder cannot be used
   */
  public Diagnostics open() {
    try {
      return new Diagnostics(this);
    } catch (IOException refused) {
      throw new UncheckedIOException(
          "The folder of diagnostics %s cannot be used. Give one that this process alone may write."
              .formatted(folder),
          refused);
    }
  }
}
