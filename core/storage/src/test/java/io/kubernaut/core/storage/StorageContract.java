package io.kubernaut.core.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Storage} does. */
public abstract class StorageContract {

  private Storage storage;

  /** Opens an empty storage. */
  protected abstract Storage open() throws IOException;

  /** Opens what {@link #open} opened once more, while it is open or after. */
  protected abstract Storage openAgain() throws IOException;

  @BeforeEach
  final void begin() throws IOException {
    storage = open();
  }

  @AfterEach
  final void end() throws IOException {
    storage.close();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private void write(String name, String text) throws IOException {
    try (StorageFile file = storage.create(name)) {
      file.writeFully(bytes(text), 0);
      file.force();
    }
  }

  private String read(String name) throws IOException {
    return UTF_8.decode(storage.readAll(name)).toString();
  }

  @Test
  void readsBackWhatWasWrittenAtItsPlace() throws IOException {
    try (StorageFile file = storage.create("a")) {
      file.writeFully(bytes("world"), 6);
      file.writeFully(bytes("hello "), 0);
      assertThat(file.size()).isEqualTo(11);
      ByteBuffer part = ByteBuffer.allocate(5);
      file.readFully(part, 6);
      assertThat(UTF_8.decode(part.flip()).toString()).isEqualTo("world");
    }
    assertThat(read("a")).isEqualTo("hello world");
  }

  @Test
  void fillsGapsWithZeros() throws IOException {
    try (StorageFile file = storage.create("a")) {
      file.writeFully(bytes("x"), 3);
    }
    assertThat(storage.readAll("a").array()).containsExactly(0, 0, 0, 'x');
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesBuffersOfAnySizeAndKind(boolean direct) throws IOException {
    int size = 300_001;
    ByteBuffer large = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    for (int i = 0; i < size; i++) {
      large.put((byte) (i * 31));
    }
    try (StorageFile file = storage.create("large")) {
      file.writeFully(large.flip(), 0);
      assertThat(large.hasRemaining()).isFalse();
    }
    assertThat(storage.readAll("large")).isEqualTo(large.flip());
  }

  @Test
  void saysWhereAFileEnds() throws IOException {
    write("a", "abc");
    try (StorageFile file = storage.read("a")) {
      assertThat(file.read(ByteBuffer.allocate(1), 3)).isEqualTo(-1);
      assertThatThrownBy(() -> file.readFully(ByteBuffer.allocate(4), 0))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void cutsAFileOff() throws IOException {
    try (StorageFile file = storage.create("a")) {
      file.writeFully(bytes("abcdef"), 0);
      file.truncate(3);
      file.truncate(5);
      assertThat(file.size()).isEqualTo(3);
    }
    assertThat(read("a")).isEqualTo("abc");
  }

  @Test
  void mapsAPartThatOutlivesTheFile() throws IOException {
    write("a", "abcdef");
    ByteBuffer part;
    try (StorageFile file = storage.read("a")) {
      part = file.map(2, 3);
      assertThatThrownBy(() -> file.map(4, 3)).isInstanceOf(EOFException.class);
    }
    assertThat(part.isReadOnly()).isTrue();
    assertThat(UTF_8.decode(part).toString()).isEqualTo("cde");
  }

  @Test
  void createsOnlyWhatIsNotThereAndOpensOnlyWhatIs() throws IOException {
    write("a", "abc");
    assertThatThrownBy(() -> storage.create("a")).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> storage.open("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> storage.read("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> storage.readAll("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> storage.create("no/folder")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void refusesToWriteWhatWasOpenedToBeRead() throws IOException {
    write("a", "abc");
    try (StorageFile file = storage.read("a")) {
      assertThatThrownBy(() -> file.write(bytes("x"), 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("opened to be read");
    }
  }

  @Test
  void refusesAClosedFile() throws IOException {
    StorageFile file = storage.create("a");
    file.close();
    file.close();
    assertThatThrownBy(() -> file.write(bytes("x"), 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    assertThatThrownBy(file::size).isInstanceOf(IOException.class);
  }

  @Test
  void listsWhatIsInAFolderByName() throws IOException {
    storage.createFolder("x/y");
    write("x/b", "12");
    write("x/a", "1");
    assertThat(storage.list("x"))
        .containsExactly(
            new StorageEntry("a", false, 1),
            new StorageEntry("b", false, 2),
            new StorageEntry("y", true, 0));
    assertThat(storage.list("")).containsExactly(new StorageEntry("x", true, 0));
    assertThat(storage.list("nowhere")).isEmpty();
  }

  @Test
  void renamesAFileOverAnother() throws IOException {
    write("a", "new");
    write("b", "old");
    storage.rename("a", "b");
    assertThat(read("b")).isEqualTo("new");
    assertThat(storage.exists("a")).isFalse();
    assertThatThrownBy(() -> storage.rename("a", "b")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void renamesAFolderWithWhatIsInIt() throws IOException {
    storage.createFolder("x");
    write("x/a", "1");
    storage.rename("x", "y");
    assertThat(read("y/a")).isEqualTo("1");
    assertThat(storage.exists("x")).isFalse();
    write("file", "1");
    assertThatThrownBy(() -> storage.rename("file", "y")).isInstanceOf(IOException.class);
  }

  @Test
  void keepsAnOpenFileReadableWhenItsNameGoes() throws IOException {
    write("a", "abc");
    try (StorageFile file = storage.read("a")) {
      storage.delete("a");
      ByteBuffer content = ByteBuffer.allocate(3);
      file.readFully(content, 0);
      assertThat(UTF_8.decode(content.flip()).toString()).isEqualTo("abc");
    }
  }

  @Test
  void linksTheSameContentUnderASecondName() throws IOException {
    write("a", "abc");
    storage.link("a", "b");
    storage.delete("a");
    assertThat(read("b")).isEqualTo("abc");
    write("c", "c");
    assertThatThrownBy(() -> storage.link("b", "c")).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> storage.link("a", "d")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deletesFilesAndEmptyFolders() throws IOException {
    storage.createFolder("x");
    write("x/a", "1");
    assertThatThrownBy(() -> storage.delete("x")).isInstanceOf(IOException.class);
    storage.delete("x/a");
    storage.delete("x");
    storage.delete("x");
    assertThat(storage.exists("x")).isFalse();
    storage.createFolder("deep/er");
    write("deep/er/a", "1");
    storage.deleteFolder("deep");
    assertThat(storage.exists("deep")).isFalse();
  }

  @Test
  void replacesASmallFileWhateverWasLeftOfTheLastAttempt() throws IOException {
    write("state.tmp", "half");
    storage.replace("state", bytes("one"));
    storage.replace("state", bytes("two"));
    assertThat(read("state")).isEqualTo("two");
    assertThat(storage.list("")).hasSize(1);
  }

  @Test
  void showsAFolderAsAStorage() throws IOException {
    Storage wal = storage.folder("store/wal");
    try (StorageFile file = wal.create("a")) {
      file.writeFully(bytes("1"), 0);
    }
    wal.force("");
    wal.close();
    assertThat(read("store/wal/a")).isEqualTo("1");
    assertThat(wal.list("")).hasSize(1);
    assertThat(wal.folder("more").list("")).isEmpty();
    assertThat(wal.usableSpace()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/a", "a/../b", ".", "a//b", "a/", ".hidden", "a\\b", "a b", "é"})
  void refusesNamesThatLeadElsewhere(String name) {
    assertThatThrownBy(() -> storage.create(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid name \"" + name + "\"");
  }

  @Test
  void refusesASecondOwnerAndNamesTheFirst() {
    assertThatThrownBy(this::openAgain)
        .isInstanceOf(StorageInUseException.class)
        .hasMessageContaining("is in use by")
        .hasMessageContaining("Close it there first");
  }

  @Test
  void letsOthersHaveItWhenItIsClosed() throws IOException {
    write("a", "abc");
    storage.force("");
    storage.close();
    storage.close();
    assertThatThrownBy(() -> storage.list("")).isInstanceOf(IOException.class);
    try (Storage again = openAgain()) {
      assertThat(again.list("")).hasSize(1);
    }
  }

  @Test
  void doesNotLetAnInterruptCloseAFileForOthers() throws IOException {
    try (StorageFile file = storage.create("a")) {
      Thread.currentThread().interrupt();
      file.writeFully(bytes("abc"), 0);
      ByteBuffer content = ByteBuffer.allocate(3);
      file.readFully(content, 0);
      file.force();
      storage.force("");
      assertThat(Thread.interrupted()).as("the interrupt is still set").isTrue();
      assertThat(UTF_8.decode(content.flip()).toString()).isEqualTo("abc");
      assertThat(file.size()).isEqualTo(3);
    }
  }
}
