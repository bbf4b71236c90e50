package io.kubernaut.health.diagnostics.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("BR-HEALTH-008")
class ActivityTest {

  private static ThreadSample thread(State state, boolean inNative, String lock, String... frames) {
    List<StackTraceElement> stack =
        Arrays.stream(frames)
            .map(
                frame ->
                    new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        "X.java",
                        1))
            .toList();
    return new ThreadSample("worker", state, inNative, stack, lock, "");
  }

  static Stream<Arguments> threads() {
    String park = "jdk.internal.misc.Unsafe.park";
    String condition = "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";
    return Stream.of(
        Arguments.of(Activity.RUNNING, thread(State.RUNNABLE, false, "", "shop.Orders.place")),
        Arguments.of(
            Activity.RUNNING,
            thread(
                State.RUNNABLE, true, "", "java.util.zip.Inflater.inflateBytesBytes", "shop.A.b")),
        Arguments.of(
            Activity.DEPENDENCY,
            thread(
                State.RUNNABLE,
                true,
                "",
                "sun.nio.ch.Net.poll",
                "sun.nio.ch.NioSocketImpl.park",
                "sun.nio.ch.NioSocketImpl.implRead",
                "shop.Db.query")),
        Arguments.of(
            Activity.IDLE,
            thread(
                State.RUNNABLE,
                true,
                "",
                "sun.nio.ch.Net.accept",
                "sun.nio.ch.NioSocketImpl.accept",
                "shop.Server.run")),
        Arguments.of(
            Activity.IDLE,
            thread(
                State.RUNNABLE,
                true,
                "",
                "sun.nio.ch.EPoll.wait",
                "sun.nio.ch.EPollSelectorImpl.doSelect",
                "org.eclipse.jetty.io.ManagedSelector.x")),
        Arguments.of(
            Activity.LOCK, thread(State.BLOCKED, false, "java.lang.Object", "shop.Stock.take")),
        Arguments.of(
            Activity.LOCK,
            thread(
                State.WAITING,
                false,
                "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                park,
                "shop.Stock.take")),
        Arguments.of(
            Activity.POOL,
            thread(
                State.WAITING,
                false,
                "java.util.concurrent.Semaphore$FairSync",
                park,
                "shop.Limit.enter")),
        Arguments.of(
            Activity.POOL,
            thread(
                State.TIMED_WAITING,
                false,
                condition,
                park,
                "java.util.concurrent.LinkedBlockingDeque.pollFirst",
                "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject",
                "shop.Db.query")),
        Arguments.of(
            Activity.POOL,
            thread(
                State.TIMED_WAITING,
                false,
                "java.util.concurrent.SynchronousQueue$TransferQueue",
                park,
                "com.zaxxer.hikari.util.ConcurrentBag.borrow",
                "com.zaxxer.hikari.pool.HikariPool.getConnection")),
        Arguments.of(
            Activity.IDLE,
            thread(
                State.WAITING,
                false,
                condition,
                park,
                "java.util.concurrent.LinkedBlockingQueue.take",
                "java.util.concurrent.ThreadPoolExecutor.getTask")),
        Arguments.of(
            Activity.IDLE,
            thread(
                State.WAITING,
                false,
                condition,
                park,
                "java.util.concurrent.LinkedBlockingQueue.take",
                "shop.Consumer.run")),
        Arguments.of(
            Activity.IDLE,
            thread(State.TIMED_WAITING, false, "", "java.lang.Thread.sleep", "shop.Poller.run")),
        Arguments.of(
            Activity.DEPENDENCY,
            thread(
                State.WAITING,
                false,
                "java.util.concurrent.CompletableFuture$Signaller",
                park,
                "java.util.concurrent.CompletableFuture.waitingGet",
                "jdk.internal.net.http.HttpClientImpl.send",
                "shop.Prices.ask")),
        Arguments.of(
            Activity.RESULT,
            thread(
                State.WAITING,
                false,
                "java.util.concurrent.FutureTask",
                park,
                "java.util.concurrent.FutureTask.awaitDone",
                "java.util.concurrent.FutureTask.get",
                "shop.Orders.place")));
  }

  @ParameterizedTest
  @MethodSource("threads")
  void isToldFromStateFramesAndLock(Activity expected, ThreadSample thread) {
    assertThat(Activity.of(thread)).isEqualTo(expected);
  }
}
