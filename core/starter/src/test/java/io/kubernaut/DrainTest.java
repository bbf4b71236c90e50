package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.core.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM to a service under load. */
@Timeout(120)
@Tag("BR-KUBE-002")
@Tag("BR-INT-009")
class DrainTest {

  private static final int CLIENTS = 8;
  private static final int BEFORE_THE_SIGNAL = 200;
  private static final Duration LONGEST_END = Duration.ofSeconds(15);

  private final AtomicInteger answered = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  @Test
  void noRequestFailsAndEveryStepRunsInOrderAlthoughOneFails() throws Exception {
    try (ChildJvm child = ChildJvm.of(Service.class).start()) {
      URI service = URI.create(child.awaitLine("http"));
      ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
      List<CompletableFuture<Void>> clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> CompletableFuture.runAsync(() -> useUntilItLeaves(service), threads))
              .toList();
      awaitAnswers();
      long begin = System.nanoTime();
      child.terminate();
      assertThat(child.exitCode()).isEqualTo(ChildJvm.TERMINATED);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_END);
      clients.forEach(CompletableFuture::join);
      threads.shutdown();
      assertThat(failures).isEmpty();
      assertThat(answered.get()).isGreaterThan(BEFORE_THE_SIGNAL);
      assertThat(child.output().lines().filter(line -> line.startsWith("step ")))
          .containsExactly("step start", "step leaving", "step stop ledger", "step stop gateway");
    }
  }

  private void awaitAnswers() {
    while (answered.get() < BEFORE_THE_SIGNAL && failures.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** A load balancer: sends a request only while the service says that it is ready. */
  private void useUntilItLeaves(URI service) {
    Web web = new Web();
    try {
      while (isReady(web, service)) {
        HttpResponse<String> answer = web.get(service.resolve("/work"));
        if (answer.statusCode() != 200 || !answer.body().equals("done")) {
          failures.add("status " + answer.statusCode() + ": " + answer.body());
        }
        answered.incrementAndGet();
      }
    } catch (IOException | InterruptedException broken) {
      failures.add(broken.toString());
    }
  }

  private static boolean isReady(Web web, URI service) throws InterruptedException {
    try {
      return web.get(service.resolve("/ready")).statusCode() == 200;
    } catch (IOException gone) {
      return false;
    }
  }

  /** What runs in the child: requests take their time, and one of two components fails to stop. */
  static final class Service {

    private static final AtomicReference<Kubernaut> STARTED = new AtomicReference<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Service() {}

    public static void main(String[] arguments) throws Exception {
      Kubernaut kubernaut =
          new KubernautBuilder("drain", new Settings(property -> null, Web.IN_MEMORY))
              .http(0)
              .routes(
                  "work",
                  Routes.of(
                      Route.get("/work", Permission.PUBLIC, Service::work),
                      Route.get("/ready", Permission.PUBLIC, Service::ready).asEssential()))
              .platform(platform -> platform.stopNotice(Duration.ofSeconds(1)))
              .start();
      STARTED.set(kubernaut);
      kubernaut.platform().add(new Step("gateway", false));
      kubernaut.platform().add(new Step("ledger", true));
      System.out.println("step start");
      System.out.println(Web.base(kubernaut));
      NEVER.await();
    }

    private static Response work(Request request) throws InterruptedException {
      boolean interrupted = NEVER.await(30, TimeUnit.MILLISECONDS);
      return Response.text(interrupted ? "interrupted" : "done");
    }

    private static Response ready(Request request) {
      Kubernaut kubernaut = STARTED.get();
      boolean ready = kubernaut != null && kubernaut.platform().state() == PlatformState.RUNNING;
      if (kubernaut != null && !ready && LEFT.compareAndSet(0, 1)) {
        System.out.println("step leaving");
      }
      return Response.text(ready ? "ready" : "leaving").withStatus(ready ? 200 : 503);
    }

    private static final AtomicInteger LEFT = new AtomicInteger();
  }

  private record Step(String name, boolean fails) implements Component {

    @Override
    public void start(Platform platform) {}

    @Override
    public void stop(Duration budget) throws IOException {
      System.out.println("step stop " + name);
      if (fails) {
        throw new IOException("cannot stop");
      }
    }
  }
}
