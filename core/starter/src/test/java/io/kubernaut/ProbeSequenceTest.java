package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.ChildJvm;
import io.kubernaut.health.checks.HealthCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service from its start to its end, as a prober sees it that asks a hundred times a second. */
@Timeout(120)
@Tag("BR-HEALTH-001")
class ProbeSequenceTest {

  private static final Duration NOTICE = Duration.ofSeconds(5);
  private static final int PERIOD_MILLIS = 10;

  private static final String CLOSED = "closed";

  /** What was answered to {@code /livez} and {@code /readyz}, or {@link #CLOSED}. */
  private final List<String> seen = new ArrayList<>();

  private final List<Long> times = new ArrayList<>();

  @Test
  void bootstrapThenReadyThenDrainingThenClosedAndNothingRefusedBetween() throws Exception {
    int port = freePort();
    ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
    try (ChildJvm child = ChildJvm.of(Service.class).start(Integer.toString(port))) {
      Future<?> probing =
          prober.scheduleAtFixedRate(() -> probe(port), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      child.awaitLine("bootstrapped");
      awaitSeen("200/503", 20);
      child.awaitLine("started");
      awaitSeen("200/200", 50);
      child.terminate();
      assertThat(child.exitCode()).isEqualTo(ChildJvm.TERMINATED);
      awaitSeen(CLOSED, 3);
      assertThat(child.output()).contains("last ready work stopped");
      probing.cancel(false);
    } finally {
      prober.shutdownNow();
      prober.awaitTermination(10, TimeUnit.SECONDS);
    }

    synchronized (seen) {
      assertThat(phases()).containsExactly(CLOSED, "200/503", "200/200", "200/503", CLOSED);
      assertThat(lengthOfLast("200/503")).isBetween(NOTICE.minusMillis(200), NOTICE.plusSeconds(5));
    }
  }

  private void awaitSeen(String answer, int times) throws InterruptedException {
    synchronized (seen) {
      while (seen.size() < times
          || !seen.subList(seen.size() - times, seen.size()).stream().allMatch(answer::equals)) {
        seen.wait(10_000);
      }
    }
  }

  /** What was seen, without repetitions. */
  private List<String> phases() {
    List<String> phases = new ArrayList<>();
    for (String answer : seen) {
      if (phases.isEmpty() || !phases.get(phases.size() - 1).equals(answer)) {
        phases.add(answer);
      }
    }
    return phases;
  }

  private Duration lengthOfLast(String answer) {
    int last = seen.lastIndexOf(answer);
    int first = last;
    while (first > 0 && seen.get(first - 1).equals(answer)) {
      first--;
    }
    return Duration.ofNanos(times.get(last) - times.get(first));
  }

  private void probe(int port) {
    String answer;
    try {
      answer = status(port, "/livez") + "/" + status(port, "/readyz");
      if (answer.startsWith("503")) {
        answer = CLOSED; // what comes in while the server closes is turned away with 503
      }
    } catch (IOException refused) {
      answer = CLOSED;
    }
    synchronized (seen) {
      seen.add(answer);
      times.add(System.nanoTime());
      seen.notifyAll();
    }
  }

  /** A connection of its own for each probe, as a kubelet makes it. */
  private static String status(int port, String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(1_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String head = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
      if (head.length() < 12) {
        throw new IOException("cut off");
      }
      return head.substring(9);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What runs in the child: it answers before it is put together. */
  static final class Service {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Service() {}

    public static void main(String[] arguments) throws Exception {
      Kubernaut kubernaut =
          new KubernautBuilder("sequence", new Settings(property -> null, Map.of()))
              .http(Integer.parseInt(arguments[0]))
              .withoutHistory()
              .health(health -> health.bootstrap())
              .platform(platform -> platform.stopNotice(NOTICE))
              .start();
      System.out.println("bootstrapped");
      NEVER.await(500, TimeUnit.MILLISECONDS); // slow wiring
      kubernaut.platform().add(new Work());
      CountDownLatch asked = new CountDownLatch(1);
      kubernaut.health().check(HealthCheck.named("database", asked::countDown));
      asked.await();
      kubernaut.health().started();
      System.out.println("started");
      NEVER.await();
    }
  }

  private static final class Work implements Component {

    @Override
    public String name() {
      return "work";
    }

    @Override
    public void start(Platform platform) {}

    @Override
    public void stop(Duration budget) {
      System.out.println("last ready work stopped");
    }
  }
}
