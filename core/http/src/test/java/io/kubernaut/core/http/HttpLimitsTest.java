package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-SEC-003")
class HttpLimitsTest {

  @Test
  void defaultsAreThoseThatAreDocumented() {
    HttpLimits limits = HttpLimits.defaults();

    assertThat(limits.headerBytes()).isEqualTo(16 * 1024);
    assertThat(limits.targetLength()).isEqualTo(8 * 1024);
    assertThat(limits.bodyBytes()).isEqualTo(1024 * 1024);
    assertThat(limits.headTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.connections()).isEqualTo(1_024);
    assertThat(limits.eventStreams()).isEqualTo(2_048);
    assertThat(HttpLimits.builder().build()).isEqualTo(limits);
  }

  @Test
  void namesAllThatIsWrongTogether() {
    HttpLimits.Builder wrong =
        HttpLimits.builder().headerBytes(10).connections(0).idleTime(Duration.ZERO).rate(0, 5);

    assertThatThrownBy(wrong::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 problems in HTTP limits:")
        .hasMessageContaining("headerBytes = 10 must be between 512 and 1048576")
        .hasMessageContaining("connections = 0 must be between 1 and 1000000")
        .hasMessageContaining("idleTime = PT0S must be between 1 ms and 1 h")
        .hasMessageContaining("requestsPerSecond = 0 must be between 1 and 100000000")
        .hasMessageContaining(
            "targetLength = 8192 is above headerBytes = 10, of which it is a part");
  }

  @Test
  void eachLimitCanBeSet() {
    HttpLimits limits =
        HttpLimits.builder()
            .headerBytes(1_024)
            .targetLength(100)
            .bodyBytes(7)
            .headTime(Duration.ofMillis(1))
            .requestTime(Duration.ofMillis(2))
            .stallTime(Duration.ofMillis(3))
            .idleTime(Duration.ofMillis(4))
            .minimumBytesPerSecond(5)
            .connections(6)
            .eventStreams(8)
            .concurrentRequests(9)
            .rate(10, 11)
            .build();

    assertThat(limits)
        .isEqualTo(
            new HttpLimits(
                1_024,
                100,
                7,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(3),
                Duration.ofMillis(4),
                5,
                6,
                8,
                9,
                10,
                11));
  }
}
