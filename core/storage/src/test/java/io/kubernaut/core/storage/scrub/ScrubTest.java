package io.kubernaut.core.storage.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Journal;
import io.kubernaut.core.storage.journal.JournalEvent;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-REL-008")
class ScrubTest {

  private static final int RECORD = 1_000;
  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("scrub").start();
  private final SimulatedDisk disk = SimulatedDisk.create();
  private Storage storage;
  private Journal journal;

  @BeforeEach
  void begin() throws IOException {
    storage = disk.open();
    journal = Journal.builder(platform, storage, "scrubbed").segmentSize(8192).open();
    for (int i = 0; i < 100; i++) {
      journal.append(ByteBuffer.allocate(RECORD));
    }
  }

  @AfterEach
  void end() throws IOException {
    journal.close();
    storage.close();
    platform.close();
    assertThat(test.scheduler().failures()).isEmpty();
  }

  private Scrub scrub() {
    return Scrub.builder(platform, List.of(journal.scrubTarget()))
        .bytesPerSecond(10 * 1_024)
        .pause(Duration.ofHours(1))
        .start();
  }

  @Test
  void readsNoFasterThanItMayAndPausesWhenItIsThrough() {
    try (Scrub scrub = scrub()) {
      test.advance(Duration.ofSeconds(1));
      assertThat(scrub.status().bytes()).isBetween(10_240L, 11_500L);
      test.advance(Duration.ofSeconds(4));
      assertThat(scrub.status().bytes()).isBetween(50_000L, 57_000L);
      assertThat(scrub.status().passes()).isZero();
      test.advance(Duration.ofSeconds(10));
      assertThat(scrub.status().passes()).isEqualTo(1);
      assertThat(scrub.status().bytes()).isEqualTo(100 * 1_024L);
      assertThat(scrub.status().lastCompleted()).isPresent();
      test.advance(Duration.ofMinutes(59));
      assertThat(scrub.status().bytes()).isEqualTo(100 * 1_024L);
      test.advance(Duration.ofMinutes(2));
      assertThat(scrub.status().passes()).isEqualTo(2);
    }
  }

  @Test
  void findsDamageThatNobodyHasReadYet() throws IOException {
    try (Scrub scrub = scrub()) {
      disk.damage(disk.files().get(0), 5_000, 0x04);
      test.advance(Duration.ofSeconds(15));
      assertThat(scrub.status().passes()).isEqualTo(1);
    }
    assertThat(journal.status().damages()).isEqualTo(1);
    assertThat(journal.status().lostRecords()).isEqualTo(1);
    assertThat(platform.events().since(Instant.EPOCH, JournalEvent.DamageFound.class)).hasSize(1);
  }

  @Test
  void isSeenInJmxWhileItRuns() throws Exception {
    var name = platform.beans().name("Progress", "scrub journal scrubbed");
    try (Scrub scrub = scrub()) {
      test.advance(Duration.ofSeconds(5));
      assertThat(scrub.status().bytes()).isPositive();
      assertThat((double) test.mbeanServer().getAttribute(name, "Share")).isBetween(0.3, 0.7);
      assertThat((double) test.mbeanServer().getAttribute(name, "SecondsLeft")).isBetween(2.0, 8.0);
      assertThat(test.mbeanServer().getAttribute(name, "Unit")).isEqualTo("bytes");
    }
    assertThat(test.mbeanServer().isRegistered(name)).isFalse();
  }
}
