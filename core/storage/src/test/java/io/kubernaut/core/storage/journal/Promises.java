package io.kubernaut.core.storage.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a journal has promised about numbered records, and whether it keeps it.
 *
 * <p>Records are numbered in the order they are submitted; a number is not used twice. After any
 * fault, what is read must hold every acknowledged number once, no refused one, none that was never
 * submitted, and rise. A checkpoint of the workload holds the numbers it stands for.
 */
final class Promises {

  private final Set<Integer> acknowledged = new TreeSet<>();
  private final Set<Integer> refused = new TreeSet<>();
  private int submitted;

  private Promises() {}

  static Promises none() {
    return new Promises();
  }

  synchronized Promises copy() {
    Promises copy = new Promises();
    copy.acknowledged.addAll(acknowledged);
    copy.refused.addAll(refused);
    copy.submitted = submitted;
    return copy;
  }

  synchronized int submit() {
    return ++submitted;
  }

  synchronized void acknowledged(int number) {
    acknowledged.add(number);
  }

  synchronized void failed(int number, JournalException failure) {
    if (failure.outcome() == JournalException.Outcome.REFUSED) {
      refused.add(number);
    }
  }

  synchronized Set<Integer> acknowledged() {
    return new TreeSet<>(acknowledged);
  }

  /** A payload whose length and bytes follow from its number. */
  static ByteBuffer payload(int number) {
    return ByteBuffer.wrap(("#" + number + " " + "x".repeat(number * 37 % 150)).getBytes(UTF_8));
  }

  static int number(ByteBuffer payload) {
    String text = UTF_8.decode(payload.duplicate()).toString();
    int number = Integer.parseInt(text.substring(1, text.indexOf(' ')));
    assertThat(payload).as("payload of %s", number).isEqualTo(payload(number));
    return number;
  }

  static List<Integer> read(Journal journal) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    journal.replay(
        (sequence, payload) -> numbers.add(number(payload)),
        (sequence, payload) -> numbers.add(number(payload)));
    return numbers;
  }

  /** Opens the journal twice and looks; it must also take another record. */
  void verify(String where, Platform platform, Storage storage) throws IOException {
    List<Integer> first;
    try (Journal journal = Journal.builder(platform, storage, "verified").open()) {
      first = read(journal);
      check(where, first);
      assertThat(journal.status().damages()).as("%s: nothing was damaged", where).isZero();
      assertThat(journal.verify().isSound()).as("%s: sound", where).isTrue();
    }
    try (Journal journal = Journal.builder(platform, storage, "verified").open()) {
      assertThat(read(journal)).as("%s: opened again", where).isEqualTo(first);
      int next = submit();
      long sequence = journal.append(payload(next));
      assertThat(read(journal)).as("%s: one more, %s", where, sequence).endsWith(next);
    }
    for (StorageEntry entry : storage.list("")) {
      assertThat(entry.name()).as("%s: nothing half done is left", where).doesNotEndWith(".tmp");
    }
  }

  synchronized void check(String where, List<Integer> numbers) {
    Set<Integer> once = new HashSet<>(numbers);
    assertThat(numbers).as("%s: in order", where).isSorted();
    assertThat(once).as("%s: each once", where).hasSameSizeAs(numbers);
    assertThat(once).as("%s: nothing acknowledged is lost", where).containsAll(acknowledged);
    assertThat(once).as("%s: nothing refused comes back", where).noneMatch(refused::contains);
    assertThat(once).as("%s: nothing invented", where).allMatch(n -> n > 0 && n <= submitted);
  }
}
