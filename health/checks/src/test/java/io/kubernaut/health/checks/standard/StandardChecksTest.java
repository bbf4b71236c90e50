package io.kubernaut.health.checks.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.testing.TestClock;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.health.checks.standard.DatabaseChecks.PoolUse;
import io.kubernaut.types.health.HealthStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-HEALTH-002")
@Timeout(60)
class StandardChecksTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  // Network

  @Test
  void tcpIsUpWhileSomebodyAcceptsAndDownAfterwards() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 10, HERE)) {
      port = server.getLocalPort();
      assertThat(tcp(port).status()).isEqualTo(HealthStatus.UP);
    }
    assertThat(tcp(port).status()).isEqualTo(HealthStatus.DOWN);
    assertThat(tcp(port).message()).contains("refused");
    assertThat(NetworkChecks.tcp("x", "no-such-host.invalid", 1).look().message())
        .contains("has no address");
  }

  private static Outcome tcp(int port) {
    return NetworkChecks.tcp("tcp", HERE.getHostAddress(), port).look();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"200, UP", "204, UP", "302, UP", "429, DEGRADED", "404, DOWN", "503, DOWN"})
  void httpGoesByTheStatus(int code, HealthStatus status) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, HERE)) {
      Thread answering = new Thread(() -> answer(server, code));
      answering.start();
      URI uri = URI.create("http://" + HERE.getHostAddress() + ":" + server.getLocalPort() + "/");
      HttpClient client = HttpClient.newHttpClient();
      Outcome outcome = NetworkChecks.http("http", client, uri).look();
      assertThat(outcome.status()).isEqualTo(status);
      assertThat(outcome.details()).containsEntry("status", Integer.toString(code));
      answering.join();
    }
  }

  private static void answer(ServerSocket server, int code) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      while (socket.getInputStream().available() == 0) {
        Thread.onSpinWait();
      }
      String head = "HTTP/1.1 " + code + " x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      out.write(
          head.replace("Content-Length: 0\r\n", code == 204 ? "" : "Content-Length: 0\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void dnsIsUpWithAnAddressAndDownWithoutOne() {
    assertThat(dns(host -> new InetAddress[] {HERE}).details())
        .containsEntry("addresses", HERE.getHostAddress());
    assertThat(dns(host -> new InetAddress[0]).status()).isEqualTo(HealthStatus.DOWN);
    Outcome unknown =
        dns(
            host -> {
              throw new UnknownHostException("no such name");
            });
    assertThat(unknown.message()).isEqualTo("shop.test cannot be resolved: no such name");
    assertThat(NetworkChecks.dns("x", "localhost").look().status()).isEqualTo(HealthStatus.UP);
  }

  private static Outcome dns(NetworkChecks.Resolver resolver) {
    return NetworkChecks.dns("dns", "shop.test", resolver).look();
  }

  // Databases

  @Test
  void jdbcTakesAConnectionAndGivesItBack() {
    List<String> calls = new ArrayList<>();
    assertThat(DatabaseChecks.jdbc("db", source(true, calls)).look().status())
        .isEqualTo(HealthStatus.UP);
    assertThat(calls).containsExactly("getConnection", "isValid", "close");

    assertThat(DatabaseChecks.jdbc("db", source(false, new ArrayList<>())).look().message())
        .contains("not valid");
    DataSource broken =
        proxy(
            DataSource.class,
            name -> {
              throw new SQLException("too many connections");
            });
    assertThat(DatabaseChecks.jdbc("db", broken).look().message())
        .isEqualTo("SQLException: too many connections");
  }

  private static DataSource source(boolean valid, List<String> calls) {
    Connection connection =
        proxy(
            Connection.class,
            name -> {
              calls.add(name);
              return name.equals("isValid") ? valid : null;
            });
    return proxy(
        DataSource.class,
        name -> {
          calls.add(name);
          return connection;
        });
  }

  private interface Call {
    Object to(String method) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.to(method.getName())));
  }

  @ParameterizedTest(name = "{0} of 100 in use, {1} ms, {2} of 100 fail: {3}, {4}")
  @CsvSource({
    "80, 100, 5, UP, 100",
    "81, 100, 5, DEGRADED, 98",
    "90, 10, 0, DEGRADED, 80",
    "100, 10, 0, DOWN, 60",
    "10, 150, 0, DEGRADED, 85",
    "10, 400, 0, DOWN, 70",
    "10, 10, 6, DEGRADED, 94",
    "10, 10, 50, DOWN, 70",
    "100, 400, 50, DOWN, 0",
  })
  void aPoolIsScoredByUseWaitAndFailures(
      int active, int wait, int failures, HealthStatus status, int score) {
    AtomicReference<PoolUse> use =
        new AtomicReference<>(new PoolUse(0, 100, Duration.ZERO, 1_000, 900));
    HealthCheck check = DatabaseChecks.pool("pool", use::get);
    assertThat(check.look().status()).as("old failures do not count").isEqualTo(HealthStatus.UP);

    use.set(new PoolUse(active, 100, Duration.ofMillis(wait), 1_100, 900 + failures));
    Outcome outcome = check.look();
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.score()).isEqualTo(score);
  }

  // Process

  @Test
  void aDeadlockIsFoundAndItsThreadsNamed() throws Exception {
    assertThat(ProcessChecks.deadlock().asCheck().look().status()).isEqualTo(HealthStatus.UP);
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    CyclicBarrier both = new CyclicBarrier(3);
    Thread first = deadlocked("first", one, other, both);
    Thread second = deadlocked("second", other, one, both);
    both.await();
    Outcome outcome = ProcessChecks.deadlock().asCheck().look();
    while (outcome.status() == HealthStatus.UP) {
      outcome = ProcessChecks.deadlock().asCheck().look();
    }
    assertThat(outcome.message()).isEqualTo("2 threads are deadlocked");
    assertThat(outcome.details().get("threads"))
        .contains("first waits for")
        .contains("held by second");
    first.interrupt();
    second.interrupt();
    first.join();
    second.join();
  }

  private static Thread deadlocked(
      String name, ReentrantLock mine, ReentrantLock wanted, CyclicBarrier both) {
    Thread thread =
        new Thread(
            () -> {
              mine.lock();
              try {
                both.await();
                wanted.lockInterruptibly();
              } catch (Exception ignoredEnd) {
                Thread.currentThread().interrupt();
              } finally {
                mine.unlock();
              }
            },
            name);
    thread.start();
    return thread;
  }

  @Test
  void aThreadThatEndedMeanwhileIsLeftOut() {
    ThreadMXBean bean =
        proxy(
            ThreadMXBean.class,
            name -> name.equals("getThreadInfo") ? new ThreadInfo[] {null} : new long[] {1});
    assertThat(ProcessChecks.deadlock(bean).asCheck().look().status()).isEqualTo(HealthStatus.DOWN);
  }

  @ParameterizedTest(name = "{0} of the heap is {1}")
  @CsvSource({"0.5, UP", "0.84, UP", "0.85, DEGRADED", "0.94, DEGRADED", "0.95, DOWN", "1.0, DOWN"})
  void memoryGoesByWhatACollectionLeaves(double share, HealthStatus status) {
    assertThat(ProcessChecks.memoryPressure(() -> share).look().status()).isEqualTo(status);
    assertThat(ProcessChecks.memoryPressure().look().measurement()).isPresent();
  }

  @Test
  void anExecutorIsDegradedWhenBusyAndDownWhenFull() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(4));
    HealthCheck check = ProcessChecks.executor("workers", executor);
    assertThat(check.look().status()).isEqualTo(HealthStatus.UP);
    executor.execute(() -> await(end));
    assertThat(check.look().status()).as("busy, but nobody waits").isEqualTo(HealthStatus.UP);
    executor.execute(() -> await(end));
    assertThat(check.look().message())
        .isEqualTo("all threads are busy: 1 tasks wait in a queue of 4");
    for (int i = 0; i < 3; i++) {
      executor.execute(() -> await(end));
    }
    assertThat(check.look().status()).isEqualTo(HealthStatus.DOWN);
    end.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(check.look().status()).isEqualTo(HealthStatus.UP);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  // Resources

  @ParameterizedTest(name = "{0} used is {1}, score {2}")
  @CsvSource({"0.2, UP, 100", "0.79, UP, 42", "0.8, DEGRADED, 40", "0.9, DOWN, 0", "1, DOWN, 0"})
  void diskSpaceGoesByTheShareThatIsUsed(double used, HealthStatus status, int score) {
    Outcome outcome = ResourceChecks.diskSpace("disk", () -> used).look();
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.score()).isEqualTo(score);
  }

  @Test
  void diskSpaceReadsTheFileSystem(@TempDir Path folder) {
    Outcome outcome = ResourceChecks.diskSpace("disk", folder).look();
    assertThat(outcome.measurement().orElseThrow().value()).isBetween(0.0, 1.0);
    assertThat(ResourceChecks.diskSpace("disk", folder.resolve("gone")).look().status())
        .isEqualTo(HealthStatus.DOWN);
  }

  @ParameterizedTest(name = "{0} days are {1}, score {2}")
  @CsvSource({
    "365, UP, 100",
    "31, UP, 100",
    "30, DEGRADED, 75",
    "14, DEGRADED, 50",
    "7, DEGRADED, 25",
    "1, DEGRADED, 25",
    "0, DOWN, 0",
    "-3, DOWN, 0"
  })
  void certificatesGoByTheOneThatEndsFirst(int days, HealthStatus status, int score) {
    TestClock clock = TestClock.create();
    Instant now = clock.instant();
    List<X509Certificate> both =
        List.of(
            new FakeCertificate(now.minusSeconds(9), now.plus(Duration.ofDays(900))),
            new FakeCertificate(now.minusSeconds(9), now.plus(Duration.ofDays(days))));
    Outcome outcome = ResourceChecks.certificates("tls", () -> both, clock).look();
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.score()).isEqualTo(score);
    assertThat(outcome.details()).containsEntry("subject", "CN=shop");
  }

  @Test
  void aCertificateThatIsNotValidYetOrMissingIsDown() {
    TestClock clock = TestClock.create();
    Instant later = clock.instant().plusSeconds(60);
    X509Certificate early = new FakeCertificate(later, later.plus(Duration.ofDays(90)));
    assertThat(ResourceChecks.certificates("tls", () -> List.of(early), clock).look().message())
        .isEqualTo("a certificate is not valid yet");
    assertThat(ResourceChecks.certificates("tls", List::of, clock).look().status())
        .isEqualTo(HealthStatus.DOWN);
  }

  // Heartbeat

  @Test
  void aHeartbeatHasTheFiguresOfAModelService() {
    HealthCheck check = Heartbeat.asking("model", Outcome::up);
    assertThat(check.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(check.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(check.hysteresis()).isEqualTo(new Hysteresis(3, 2));
  }

  @Test
  void aSignThatDoesNotComeIsDown() {
    TestClock clock = TestClock.create();
    Heartbeat heartbeat = Heartbeat.expecting(Duration.ofSeconds(90), clock);
    HealthCheck check = heartbeat.check("importer");
    clock.advance(Duration.ofSeconds(90));
    assertThat(check.look().status()).isEqualTo(HealthStatus.UP);
    clock.advance(Duration.ofSeconds(1));
    assertThat(check.look().message()).isEqualTo("no sign of life for 91 s");
    heartbeat.beat();
    assertThat(check.look().status()).isEqualTo(HealthStatus.UP);
  }
}
