package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.LifecycleEvent.ComponentGivenUp;
import io.kubernaut.core.runtime.LifecycleEvent.ComponentStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Queue<Runnable> deliveries = new ArrayDeque<>();
  private final EventStream events = new EventStream(deliveries::add, 5);
  private final List<PlatformEvent> heard = new ArrayList<>();

  private void deliver() {
    for (Runnable next = deliveries.poll(); next != null; next = deliveries.poll()) {
      next.run();
    }
  }

  private static ComponentStarted started(int minute) {
    return new ComponentStarted(START.plus(Duration.ofMinutes(minute)), "store", minute);
  }

  private static ComponentGivenUp givenUp(int minute) {
    return new ComponentGivenUp(START.plus(Duration.ofMinutes(minute)), "store", "disk full");
  }

  @Test
  void deliversEventsOfTheTypeInOrder() {
    events.subscribe("test", ComponentStarted.class, heard::add);
    events.publish(started(1));
    events.publish(givenUp(2));
    events.publish(started(3));
    assertThat(heard).as("the publisher does not deliver").isEmpty();
    deliver();
    assertThat(heard).containsExactly(started(1), started(3));
  }

  @Test
  void aTypeMayBeAFamily() {
    events.subscribe("test", LifecycleEvent.class, heard::add);
    events.publish(started(1));
    events.publish(givenUp(2));
    deliver();
    assertThat(heard).containsExactly(started(1), givenUp(2));
  }

  @Test
  @Tag("BR-SVC-006")
  void aSlowSubscriberLosesItsOldestEventsAndTheyAreCounted() {
    Subscription slow = events.subscribe("slow", ComponentStarted.class, 2, heard::add);
    for (int i = 1; i <= 10; i++) {
      events.publish(started(i));
    }
    assertThat(deliveries).as("one delivery at a time").hasSize(1);
    deliver();
    assertThat(heard).containsExactly(started(9), started(10));
    assertThat(slow.delivered()).isEqualTo(2);
    assertThat(slow.dropped()).isEqualTo(8);
    slow.close();
    assertThat(events.dropped()).as("also after it has gone").isEqualTo(8);
  }

  @Test
  void aSubscriberThatThrowsGetsTheNextEventAndHarmsNobody() {
    Subscription failing =
        events.subscribe(
            "failing",
            ComponentStarted.class,
            event -> {
              throw new AssertionError("boom");
            });
    events.subscribe("sound", ComponentStarted.class, heard::add);
    events.publish(started(1));
    events.publish(started(2));
    deliver();
    assertThat(failing.failures()).isEqualTo(2);
    assertThat(heard).containsExactly(started(1), started(2));
  }

  @Test
  void aSubscriberThatBlocksHoldsUpNeitherPublisherNorOthers() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(50);
    try (Platform platform = Platform.builder("orders").start()) {
      platform
          .events()
          .subscribe(
              "blocked",
              ComponentStarted.class,
              event -> Waits.forLatch(release, Duration.ofSeconds(20)));
      platform.events().subscribe("other", ComponentStarted.class, event -> others.countDown());
      for (int i = 0; i < 50; i++) {
        platform.events().publish(started(i));
      }
      assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
      release.countDown();
    }
  }

  @Test
  void aClosedSubscriptionHearsNothingMore() {
    Subscription subscription = events.subscribe("test", ComponentStarted.class, heard::add);
    events.publish(started(1));
    subscription.close();
    subscription.close();
    events.publish(started(2));
    deliver();
    assertThat(heard).isEmpty();
  }

  @Test
  void tellsWhatChangedLately() {
    for (int i = 1; i <= 4; i++) {
      events.publish(started(i));
    }
    events.publish(givenUp(5));
    assertThat(events.since(START.plus(Duration.ofMinutes(4))))
        .containsExactly(started(4), givenUp(5));
    assertThat(events.since(START, ComponentGivenUp.class)).containsExactly(givenUp(5));
  }

  @Test
  @Tag("BR-SVC-006")
  void keepsOnlySoManyEvents() {
    for (int i = 1; i <= 100; i++) {
      events.publish(started(i));
    }
    assertThat(events.since(START))
        .containsExactly(started(96), started(97), started(98), started(99), started(100));
    assertThat(events.published()).isEqualTo(100);
  }

  @Test
  void closedItTakesNoMoreAndItsHistoryCanStillBeRead() {
    events.publish(started(1));
    events.close();
    events.publish(started(2));
    assertThat(events.since(START)).containsExactly(started(1));
  }

  @Test
  void deliversLaterWhatTheExecutorRefusedAtFirst() {
    List<Runnable> taken = new ArrayList<>();
    boolean[] full = {true};
    EventStream overloaded =
        new EventStream(
            task -> {
              if (full[0]) {
                throw new RejectedExecutionException("full");
              }
              taken.add(task);
            },
            10);
    overloaded.subscribe("test", ComponentStarted.class, heard::add);
    overloaded.publish(started(1));
    full[0] = false;
    overloaded.publish(started(2));
    taken.forEach(Runnable::run);
    assertThat(heard).containsExactly(started(1), started(2));
  }

  @Test
  void servesSubscribersInBatchesSoThatNoneHoldsTheExecutor() {
    EventStream busy = new EventStream(deliveries::add, 10);
    busy.subscribe("test", ComponentStarted.class, 200, heard::add);
    for (int i = 0; i < 100; i++) {
      busy.publish(started(i));
    }
    deliveries.remove().run();
    assertThat(heard).hasSize(64);
    assertThat(deliveries).as("the rest was handed over").hasSize(1);
    deliver();
    assertThat(heard).hasSize(100);
  }

  @Test
  @Tag("BR-SVC-006")
  void refusesSubscribersPastItsLimit() {
    for (int i = 0; i < 1_000; i++) {
      events.subscribe("test", ComponentStarted.class, heard::add);
    }
    assertThatThrownBy(() -> events.subscribe("one too many", ComponentStarted.class, heard::add))
        .isInstanceOfSatisfying(
            OverloadException.class, full -> assertThat(full.limit()).isEqualTo(1_000));
    assertThatThrownBy(() -> events.subscribe("none", ComponentStarted.class, 0, heard::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid queue of 0 events for subscriber \"none\": give at least 1.");
  }

  @Test
  @Tag("BR-REL-001")
  void aThreadThatCannotBeStartedCostsNoSubscriberItsEvents() {
    AtomicBoolean full = new AtomicBoolean(true);
    EventStream stream =
        new EventStream(
            task -> {
              if (full.getAndSet(false)) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              deliveries.add(task);
            },
            5);
    stream.subscribe("test", ComponentStarted.class, heard::add);
    stream.publish(started(1));
    stream.publish(started(2));
    deliver();
    assertThat(heard).containsExactly(started(1), started(2));
  }
}
