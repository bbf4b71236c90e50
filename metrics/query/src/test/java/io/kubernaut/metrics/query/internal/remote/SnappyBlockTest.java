package io.kubernaut.metrics.query.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-005")
class SnappyBlockTest {

  private static final int MOST = 1 << 20;

  private static byte[] unpacked(byte[] block) throws MalformedMessageException {
    int length = SnappyBlock.length(block, MOST);
    byte[] into = new byte[length + SnappyBlock.SLACK];
    SnappyBlock.unpack(block, length, into);
    return Arrays.copyOf(into, length);
  }

  /** Bytes that repeat themselves at all distances. */
  private static byte[] text(Random random) {
    byte[] bytes = new byte[random.nextInt(5_000)];
    int letters = 1 + random.nextInt(20);
    for (int i = 0; i < bytes.length; ) {
      int back = 1 + random.nextInt(random.nextBoolean() ? 12 : 3_000);
      if (back <= i && random.nextInt(3) > 0) {
        for (int n = random.nextInt(200); n > 0 && i < bytes.length; n--, i++) {
          bytes[i] = bytes[i - back];
        }
      } else {
        for (int n = random.nextInt(100); n >= 0 && i < bytes.length; n--, i++) {
          bytes[i] = (byte) random.nextInt(letters);
        }
      }
    }
    return bytes;
  }

  @Test
  void unpacksWhatWasPacked() throws MalformedMessageException {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] text = text(random);
      assertThat(unpacked(Snappy.pack(text, random))).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void refusesOrUnpacksWithinItsBoundsWhateverIsDamaged() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      byte[] block = Snappy.pack(text(random), random);
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        block[random.nextInt(block.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(block, 1 + random.nextInt(block.length));
      for (byte[] damaged : new byte[][] {block, cut}) {
        try {
          unpacked(damaged);
        } catch (MalformedMessageException refused) {
          assertThat(refused).as("seed %d", seed).hasMessageContaining("The body");
        }
      }
    }
  }

  @Test
  void refusesALengthThatIsTooLongBeforeItMakesRoom() {
    assertThatThrownBy(() -> unpacked(new byte[] {-1, -1, -1, -1, 7, 0}))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("at most 1048576 are allowed");
    assertThatThrownBy(() -> unpacked(new byte[] {-1, -1, 31, 0, 0}))
        .hasMessageContaining("can not be packed into 5");
    assertThatThrownBy(() -> unpacked(new byte[] {-1, -1, -1, -1, -1, -1}))
        .hasMessageContaining("its length can not be read");
    assertThatThrownBy(() -> unpacked(new byte[0]))
        .hasMessageContaining("its length can not be read");
  }

  @Test
  void refusesACopyFromBeforeTheBeginning() {
    assertThatThrownBy(() -> unpacked(new byte[] {8, 0, 'a', 17, 2}))
        .hasMessageContaining("damaged");
  }

  @Test
  void refusesABlockThatEndsTooSoon() {
    assertThatThrownBy(() -> unpacked(new byte[] {9, 0, 'a'})).hasMessageContaining("damaged");
  }
}
