package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.ComponentState;
import io.kubernaut.core.runtime.PlatformEvent;
import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.diagnostics.EvidenceLimits;
import io.kubernaut.health.diagnostics.EvidenceTrigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each thread of a whole service is interrupted in turn, each meets an error in what it calls, and
 * each part that may die dies: the host goes on without a failure, and what was done before is done
 * again.
 */
@Timeout(300)
@Tag("BR-REL-001")
class EveryPartFailsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final Web web = new Web();
  private final LongAdder checked = new LongAdder();
  private final LongAdder scheduled = new LongAdder();
  private final LongAdder delivered = new LongAdder();

  /** Something that is to go on, whatever dies. */
  private interface Sign {
    boolean seen() throws Exception;
  }

  @Test
  void eachThreadMayBeInterrupted() throws Exception {
    try (Kubernaut kubernaut = started();
        Host host = new Host(kubernaut)) {
      requireSigns(kubernaut, "the start");
      List<String> names = LeakTest.threads();
      for (String name : names) {
        interrupt(name);
        requireSigns(kubernaut, name + " was interrupted");
      }
      assertThat(names).as("of all kinds").hasSizeGreaterThan(10);
      host.requireUnharmed();
    }
  }

  @Test
  void whatEachThreadCallsMayFail() throws Exception {
    try (Kubernaut kubernaut = started();
        Host host = new Host(kubernaut)) {
      requireSigns(kubernaut, "the start");
      for (Map.Entry<String, Runnable> fault : faults(kubernaut).entrySet()) {
        fault.getValue().run();
        requireSigns(kubernaut, fault.getKey() + " failed");
      }
      host.requireUnharmed();
    }
  }

  /** Each is met by another kind of thread, again and again from then on. */
  private Map<String, Runnable> faults(Kubernaut kubernaut) {
    Map<String, Runnable> faults = new LinkedHashMap<>();
    faults.put(
        "a check",
        () ->
            kubernaut
                .health()
                .check(
                    HealthCheck.named("broken", EveryPartFailsTest::fail)
                        .optional()
                        .interval(Duration.ofMillis(20))));
    faults.put(
        "a task",
        () ->
            kubernaut
                .platform()
                .scheduler()
                .every("broken", Duration.ofMillis(20), EveryPartFailsTest::fail));
    faults.put(
        "a subscriber",
        () ->
            kubernaut
                .platform()
                .events()
                .subscribe("broken", PlatformEvent.class, event -> fail()));
    faults.put(
        "a gauge",
        () -> Gauge.builder("broken", this, unused -> failing()).register(kubernaut.metrics()));
    faults.put("a handler", () -> assertThat(status(kubernaut, "/broken")).isEqualTo(500));
    faults.put("a writer", () -> assertThat(status(kubernaut, "/broken-stream")).isEqualTo(500));
    return faults;
  }

  private static void fail() {
    throw new StackOverflowError("planted");
  }

  private static Response broken() {
    fail();
    return Response.text("");
  }

  private static double failing() {
    fail();
    return 0;
  }

  @Test
  void eachPartThatMayDieIsStartedAgain() throws Exception {
    try (Kubernaut kubernaut = started();
        Host host = new Host(kubernaut)) {
      requireSigns(kubernaut, "the start");
      for (String name : List.of("history", "http", "probes")) {
        kubernaut
            .platform()
            .lifeline(component(kubernaut, name))
            .failed(new OutOfMemoryError("planted"));
        assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.DEGRADED);
        assertThat(awaitSign(() -> isBack(kubernaut, name))).as("%s is back", name).isTrue();
        requireSigns(kubernaut, name + " died");
      }
      host.requireUnharmed();
    }
  }

  private static boolean isBack(Kubernaut kubernaut, String name) {
    return kubernaut.platform().components().stream()
        .anyMatch(
            status ->
                status.name().equals(name)
                    && status.restarts() == 1
                    && status.state() == ComponentState.RUNNING);
  }

  /** The supervisor tells nobody which object a component is, and need not. */
  private static Component component(Kubernaut kubernaut, String name)
      throws ReflectiveOperationException {
    Object supervisor = field(kubernaut.platform(), "supervisor");
    Object part = ((Map<?, ?>) field(supervisor, "parts")).get(name);
    return (Component) field(part, "component");
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  private Kubernaut started() {
    Kubernaut kubernaut =
        new KubernautBuilder("mortal", new Settings(property -> null, Map.of()))
            .http(0)
            .probesOn(0)
            .dataDirectory(folder.resolve("data"))
            .routes(
                "broken",
                Routes.of(
                    Route.get("/broken", Permission.PUBLIC, request -> broken()),
                    Route.get(
                        "/broken-stream",
                        Permission.PUBLIC,
                        request -> Response.streamed("text/plain", out -> fail()))))
            .collectEvery(Duration.ofMillis(50))
            .diagnostics(
                more ->
                    more.folder(folder.resolve("diagnostics"))
                        .evidence(EvidenceTrigger.checkDown(), EvidenceLimits.DEFAULTS))
            .start();
    kubernaut.platform().scheduler().every("tick", Duration.ofMillis(50), scheduled::increment);
    kubernaut
        .platform()
        .events()
        .subscribe("signs", Happened.class, event -> delivered.increment());
    kubernaut
        .health()
        .check(HealthCheck.named("work", checked::increment).interval(Duration.ofMillis(50)));
    return kubernaut;
  }

  private record Happened() implements PlatformEvent {
    @Override
    public Instant time() {
      return Instant.EPOCH;
    }

    @Override
    public String type() {
      return "test.happened";
    }

    @Override
    public String source() {
      return "test";
    }
  }

  private static void interrupt(String name) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .forEach(Thread::interrupt);
  }

  private void requireSigns(Kubernaut kubernaut, String after) throws Exception {
    for (Map.Entry<String, Sign> sign : signs(kubernaut).entrySet()) {
      assertThat(awaitSign(sign.getValue()))
          .as("%s after %s: %s", sign.getKey(), after, kubernaut.health().report())
          .isTrue();
    }
  }

  private Map<String, Sign> signs(Kubernaut kubernaut) {
    Map<String, Sign> signs = new LinkedHashMap<>();
    signs.put("checks", grows(checked::sum));
    signs.put("scheduler", grows(scheduled::sum));
    signs.put(
        "events",
        grows(
            () -> {
              kubernaut.platform().events().publish(new Happened());
              return delivered.sum();
            }));
    signs.put(
        "collection",
        grows(
            () ->
                kubernaut
                    .store()
                    .collection()
                    .map(status -> status.collections() - status.failures())
                    .orElse(0L)));
    signs.put("scrape", () -> status(kubernaut, "/metrics") == 200);
    signs.put("probe", () -> status(kubernaut, "/livez") == 200);
    signs.put("bundle", () -> kubernaut.diagnostics().bundle().manifest().parts().size() > 5);
    signs.put(
        "profile",
        () ->
            kubernaut.diagnostics().profile(Duration.ofMillis(50)).get(10, TimeUnit.SECONDS)
                != null);
    signs.put("health", () -> kubernaut.health().report().isCurrent());
    return signs;
  }

  private int status(Kubernaut kubernaut, String path) {
    try {
      return web.get(Web.base(kubernaut).resolve(path)).statusCode();
    } catch (IOException | InterruptedException | NoSuchElementException refused) {
      return 0;
    }
  }

  private static Sign grows(LongSupplier count) {
    long before = count.getAsLong();
    return () -> count.getAsLong() > before;
  }

  private static boolean awaitSign(Sign sign) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      try {
        if (sign.seen()) {
          return true;
        }
      } catch (ExecutionException | TimeoutException | IllegalStateException died) {
        // What was under way died with its thread; the next one is to succeed.
      }
      never.await(20, TimeUnit.MILLISECONDS);
    }
    return false;
  }

  /** The application: it counts, times, and asks how it is, all the time. */
  private static final class Host implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder done = new LongAdder();
    private final List<Throwable> failed = new ArrayList<>();

    Host(Kubernaut kubernaut) {
      Counter counter = kubernaut.metrics().counter("orders.placed");
      new Thread(() -> work(kubernaut, counter), "host").start();
    }

    private void work(Kubernaut kubernaut, Counter counter) {
      CountDownLatch never = new CountDownLatch(1);
      while (!over.get()) {
        try {
          counter.increment();
          kubernaut.metrics().timer("orders.time").record(Duration.ofMillis(1));
          kubernaut.health().report().status();
          kubernaut.platform().events().publish(new Happened());
          done.increment();
          never.await(1, TimeUnit.MILLISECONDS);
        } catch (Throwable failure) {
          synchronized (failed) {
            failed.add(failure);
          }
        }
      }
    }

    void requireUnharmed() {
      assertThat(done.sum()).isPositive();
      synchronized (failed) {
        assertThat(failed).isEmpty();
      }
    }

    @Override
    public void close() {
      over.set(true);
    }
  }
}
