package io.kubernaut.metrics.registry.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-011")
class WideCopyTest {
  private static final int LONGEST = 300;

  @Test
  void copiesEveryLengthWithAndWithoutSlackBehindTheSource() {
    byte[] source = new byte[LONGEST + 2 * WideCopy.SLACK];
    new Random(3).nextBytes(source);
    for (int length = 0; length <= LONGEST; length++) {
      for (byte[] from : new byte[][] {source, Arrays.copyOf(source, 5 + length)}) {
        byte[] to = new byte[7 + length + WideCopy.SLACK];
        assertThat(WideCopy.copy(from, 5, to, 7, length)).isEqualTo(7 + length);
        assertThat(Arrays.copyOfRange(to, 7, 7 + length))
            .as("length %d of %d", length, from.length)
            .isEqualTo(Arrays.copyOfRange(source, 5, 5 + length));
        assertThat(Arrays.copyOf(to, 7)).containsOnly(0);
      }
    }
  }
}
