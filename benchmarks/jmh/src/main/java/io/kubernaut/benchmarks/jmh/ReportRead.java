package io.kubernaut.benchmarks.jmh;

import com.codahale.metrics.health.HealthCheckRegistry;
import com.codahale.metrics.health.annotation.Async;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.types.health.HealthStatus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads how a service is, with checks that do nothing: what is left is the reading. */
public class ReportRead extends HotPath {

  @Benchmark
  public HealthStatus kubernaut(Kubernaut state) {
    return state.health.report().status();
  }

  /** Dropwizard in its fastest way: the checks run in the background there as well. */
  @Benchmark
  public boolean dropwizard(Dropwizard state) {
    return state.registry.runHealthChecks().values().stream()
        .allMatch(result -> result.isHealthy());
  }

  @State(Scope.Benchmark)
  public static class Kubernaut {

    @Param({"10", "1000"})
    int checks;

    private final Platform platform = Platform.builder("bench").start();
    final Health health = Health.builder().start(platform);

    @Setup
    public void add() {
      for (int i = 0; i < checks; i++) {
        health.check(HealthCheck.named("c" + i, () -> true));
      }
    }

    @TearDown
    public void close() {
      platform.close();
    }
  }

  @State(Scope.Benchmark)
  public static class Dropwizard {

    @Param({"10", "1000"})
    int checks;

    final HealthCheckRegistry registry = new HealthCheckRegistry();

    @Setup
    public void add() {
      for (int i = 0; i < checks; i++) {
        registry.register("c" + i, new InBackground());
      }
    }

    @TearDown
    public void close() {
      registry.shutdown();
    }
  }

  /** Asked every ten seconds, as ours is. */
  @Async(period = 10)
  public static final class InBackground extends com.codahale.metrics.health.HealthCheck {

    @Override
    protected Result check() {
      return Result.healthy();
    }
  }
}
