package io.kubernaut.health.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.health.diagnostics.BundlePart.Excess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-HEALTH-006")
class LogTailTest {

  @TempDir private Path folder;

  private static String text(BundlePart part) throws Exception {
    BoundedText text = new BoundedText(Excess.OLDEST, 16 << 20);
    part.content().writeTo(text);
    return text.toString();
  }

  @Test
  void cutsNoWordInHalf() {
    String filling = "x".repeat((16 << 10) - 12);
    LogTail tail = LogTail.of(10);
    tail.add(filling + " amqp://a:S3cr3tCanary@broker");
    tail.add("first\n" + filling + " S3cr3tCanary");
    tail.add(filling + filling);

    assertThat(tail.lines())
        .containsExactly(filling, "first", "[a word of more than 16384 characters is left out]");
  }

  @Test
  void readsWholeLinesFromTheEndOfAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("a.log"), "password=first\nsecond\n");

    assertThat(text(LogTail.ofFile("a.txt", file, 10))).isEqualTo("second\n");
    assertThat(text(LogTail.ofFile("a.txt", file, 100))).isEqualTo("password=first\nsecond\n");
    assertThat(text(LogTail.ofFile("a.txt", Files.writeString(file, "password=first"), 4)))
        .isEmpty();
  }

  @Test
  void readsEightMebibytesOfAFileAtTheMost() throws Exception {
    Path file = Files.writeString(folder.resolve("b.log"), "0123456\n".repeat((9 << 20) / 8));

    assertThat(text(LogTail.ofFile("b.txt", file, Integer.MAX_VALUE))).hasSize((8 << 20) - 8);
    assertThatThrownBy(() -> LogTail.ofFile("b.txt", file, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid end of a log of 0 bytes. Read at least 1, for example 1048576.");
  }

  @Test
  void holdsNoMoreThanTwiceTheLimitOfAPart() throws Exception {
    for (Excess excess : Excess.values()) {
      BoundedText text = new BoundedText(excess, 100);
      text.write("begin\n");
      text.write("line\n".repeat(30));
      text.write("line\n".repeat(1_000));
      text.write("end\n");

      assertThat(text.toString()).hasSizeBetween(90, 200).endsWith("\n");
      assertThat(text.leftOut() + text.toString().length()).isEqualTo(5_160);
    }
  }
}
