package io.kubernaut.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-008")
class SeverityTest {

  @ParameterizedTest
  @CsvSource({
    "critical, CRITICAL",
    "high, HIGH",
    "warning, WARNING",
    "info, INFO",
    "Critical, CRITICAL",
    "medium, WARNING",
    "low, INFO"
  })
  void readsWordsOfTodayAndOfBefore(String word, Severity severity) {
    assertThat(Severity.parse(word)).contains(severity);
  }

  @Test
  void knowsNoOtherWord() {
    assertThat(Severity.parse("page")).isEmpty();
  }

  @Test
  void ordersTheWorstFirst() {
    assertThat(Severity.CRITICAL.isAtLeast(Severity.HIGH)).isTrue();
    assertThat(Severity.WARNING.isAtLeast(Severity.WARNING)).isTrue();
    assertThat(Severity.INFO.isAtLeast(Severity.WARNING)).isFalse();
    assertThat(Severity.HIGH).hasToString("high");
  }
}
