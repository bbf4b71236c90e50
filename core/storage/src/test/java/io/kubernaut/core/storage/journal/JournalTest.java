package io.kubernaut.core.storage.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private final TestPlatform test = TestPlatform.seeded(42);
  @TempDir private Path folder;
  private Platform platform;
  private Storage storage;
  private Journal journal;

  @BeforeEach
  void begin() throws IOException {
    platform = test.platform("orders").start();
    storage = Storage.open(folder);
    journal = open();
  }

  @AfterEach
  void end() throws IOException {
    journal.close();
    storage.close();
    platform.close();
  }

  private JournalBuilder builder() {
    return Journal.builder(platform, storage, "orders").segmentSize(4096).bufferSize(4096);
  }

  private Journal open() throws IOException {
    return builder().open();
  }

  private void reopen() throws IOException {
    journal.close();
    journal = open();
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static ByteBuffer record(int i) {
    return text("record " + i + " " + "x".repeat(i % 97));
  }

  private void append(int from, int to) throws IOException {
    for (int i = from; i <= to; i++) {
      assertThat(journal.append(record(i))).isEqualTo(i);
    }
  }

  private Map<Long, String> read(long from) throws IOException {
    Map<Long, String> records = new TreeMap<>();
    try (JournalReader reader = journal.read(from)) {
      while (reader.next()) {
        String before = records.put(reader.sequence(), UTF_8.decode(reader.payload()).toString());
        assertThat(before).as("record %s is read once", reader.sequence()).isNull();
      }
      assertThat(reader.lost()).isZero();
    }
    return records;
  }

  private static Map<Long, String> records(int from, int to) {
    Map<Long, String> records = new TreeMap<>();
    for (int i = from; i <= to; i++) {
      records.put((long) i, UTF_8.decode(record(i)).toString());
    }
    return records;
  }

  @Test
  void readsBackWhatWasAppendedOverManySegments() throws IOException {
    append(1, 500);
    assertThat(read(1)).isEqualTo(records(1, 500));
    assertThat(journal.status().segments()).isGreaterThan(5);
    assertThat(read(321)).isEqualTo(records(321, 500));
    assertThat(read(501)).isEmpty();
  }

  @Test
  void goesOnWhereItEndedWhenItIsOpenedAgain() throws IOException {
    append(1, 100);
    reopen();
    assertThat(read(1)).isEqualTo(records(1, 100));
    append(101, 150);
    reopen();
    assertThat(read(1)).isEqualTo(records(1, 150));
    assertThat(journal.verify().isSound()).isTrue();
    assertThat(journal.status().tailBytes()).isZero();
  }

  @Test
  void takesEmptyAndLargeRecordsAndRecordsInParts() throws IOException {
    journal.append();
    journal.append(text(""));
    ByteBuffer large = ByteBuffer.allocateDirect(100_001);
    journal.append(large, text("end"));
    journal.submit(large, text("end")).await();
    List<Integer> lengths = new ArrayList<>();
    journal.replay((s, p) -> {}, (sequence, payload) -> lengths.add(payload.remaining()));
    assertThat(lengths).containsExactly(0, 0, 100_004, 100_004);
    assertThat(large.position()).isZero();
  }

  @Test
  void refusesARecordThatIsTooLarge() {
    assertThatThrownBy(() -> journal.append(ByteBuffer.allocate((32 << 20) + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Record of 33554433 bytes is too large for journal \"orders\": at most 33554432. Split it,"
                + " or raise recordLimit.");
  }

  @Test
  void acknowledgesWhatWasSubmittedInItsOrder() throws IOException {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      receipts.add(journal.submit(record(i)));
    }
    Receipt mark = journal.mark();
    for (int i = 0; i < receipts.size(); i++) {
      assertThat(receipts.get(i).await()).isEqualTo(i + 1);
    }
    assertThat(mark.await()).isEqualTo(1_000);
    assertThat(journal.mark().await()).isEqualTo(1_000);
    assertThat(read(1)).isEqualTo(records(1, 1_000));
  }

  @Test
  void letsGoOfOldSegments() throws IOException {
    append(1, 300);
    int before = journal.status().segments();
    journal.truncateBefore(200);
    assertThat(journal.first()).isEqualTo(200);
    assertThat(journal.status().segments()).isLessThan(before);
    assertThat(read(200)).isEqualTo(records(200, 300));
    reopen();
    assertThat(journal.first()).isEqualTo(200);
    assertThat(read(200)).isEqualTo(records(200, 300));
    append(301, 310);
  }

  @Test
  void replaysTheCheckpointAndWhatCameAfterIt() throws IOException {
    append(1, 200);
    journal.checkpoint(
        150,
        out -> {
          for (int i = 0; i < 5_000; i++) {
            out.append(text("state "), text(Integer.toString(i)));
          }
        });
    append(201, 210);
    reopen();
    List<String> state = new ArrayList<>();
    Map<Long, String> appended = new TreeMap<>();
    long lost =
        journal.replay(
            (sequence, payload) -> state.add(UTF_8.decode(payload).toString()),
            (sequence, payload) -> appended.put(sequence, UTF_8.decode(payload).toString()));
    assertThat(lost).isZero();
    assertThat(state).hasSize(5_000).startsWith("state 0", "state 1").endsWith("state 4999");
    assertThat(appended).isEqualTo(records(151, 210));
    assertThat(journal.checkpoint())
        .hasValueSatisfying(c -> assertThat(c.through()).isEqualTo(150));
    assertThat(journal.verify().records()).isGreaterThanOrEqualTo(5_060);
  }

  @Test
  void readersFollowWhatIsAppended() throws Exception {
    try (JournalReader reader = journal.read(1)) {
      assertThat(reader.next()).isFalse();
      assertThat(reader.await(Duration.ZERO)).isFalse();
      append(1, 3);
      for (int i = 1; i <= 3; i++) {
        assertThat(reader.await(Duration.ofSeconds(10))).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.sequence()).isEqualTo(i);
      }
      assertThat(reader.next()).isFalse();
      append(4, 200);
      for (int i = 4; i <= 200; i++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.payload()).isEqualTo(record(i));
      }
    }
  }

  @Test
  void forcesByTheClockUnderAnInterval() throws IOException {
    journal.close();
    journal = builder().durability(Durability.every(Duration.ofSeconds(1))).open();
    append(1, 10);
    assertThat(journal.status().durable()).isZero();
    test.advance(Duration.ofSeconds(1));
    journal.mark().await(); // behind the force that the clock asked for
    append(11, 11);
    assertThat(journal.status().durable()).isGreaterThanOrEqualTo(10);
    assertThat(journal.force()).isEqualTo(11);
  }

  @Test
  void refusesToAppendWhenClosed() throws IOException {
    journal.close();
    assertThatThrownBy(() -> journal.append(record(1)))
        .isInstanceOf(JournalException.class)
        .hasMessage("The journal is closed. Nothing was appended.");
  }
}
