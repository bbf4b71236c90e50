package io.kubernaut.benchmarks.jmh;

import com.codahale.metrics.health.HealthCheckRegistry;
import com.codahale.metrics.health.annotation.Async;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.types.health.HealthStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

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

  /** Spring Boot's endpoint, below HTTP and JSON: it asks every check, on the caller's thread. */
  @Benchmark
  public Status actuator(Actuator state) {
    return state.endpoint.health().getStatus();
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

  @State(Scope.Benchmark)
  public static class Actuator {

    @Param({"10", "1000"})
    int checks;

    private final DefaultHealthContributorRegistry registry =
        new DefaultHealthContributorRegistry();
    final HealthEndpoint endpoint =
        new HealthEndpoint(
            registry, null, HealthEndpointGroups.of(new Everything(), Map.of()), null);

    @Setup
    public void add() {
      HealthIndicator indicator =
          () -> org.springframework.boot.health.contributor.Health.up().build();
      for (int i = 0; i < checks; i++) {
        registry.registerContributor("c" + i, indicator);
      }
    }
  }

  /** The group that Spring Boot makes by itself, with the components shown. */
  private static final class Everything implements HealthEndpointGroup {

    private final StatusAggregator aggregator = StatusAggregator.getDefault();

    @Override
    public boolean isMember(String name) {
      return true;
    }

    @Override
    public boolean showComponents(SecurityContext context) {
      return true;
    }

    @Override
    public boolean showDetails(SecurityContext context) {
      return true;
    }

    @Override
    public StatusAggregator getStatusAggregator() {
      return aggregator;
    }

    @Override
    public HttpCodeStatusMapper getHttpCodeStatusMapper() {
      return HttpCodeStatusMapper.getDefault();
    }

    @Override
    public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
      return null;
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
