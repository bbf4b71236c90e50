package io.kubernaut.types.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-015")
class WebTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String IDS = TRACE + "-" + SPAN;

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "W/\"1\", W/\"1\", false, true",
        "W/\"1\", W/\"2\", false, false",
        "W/\"1\", \"1\", false, true",
        "\"1\", \"1\", true, true"
      })
  void comparesTagsAsTheStandardsTable(String one, String other, boolean strong, boolean weak) {
    assertThat(ETag.parse(one).matchesStrongly(ETag.parse(other))).isEqualTo(strong);
    assertThat(ETag.parse(one).matchesWeakly(ETag.parse(other))).isEqualTo(weak);
    assertThat(ETag.parse(one)).hasToString(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "w/\"7\"", "\"a b\"", "\"7", "W/7"})
  void refusesOtherTags(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ETag.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "00-" + IDS + "-01, true",
    "00-" + IDS + "-00, false",
    "00-" + IDS + "-ff, true",
    "cc-" + IDS + "-01, true",
    "cc-" + IDS + "-01-what-comes, true"
  })
  void readsTraceParents(String header, boolean sampled) {
    assertThat(TraceParent.parse(header)).contains(new TraceParent(TRACE, SPAN, sampled));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ff-" + IDS + "-01",
        "00-" + IDS + "-01-more",
        "cc-" + IDS + "-01.more",
        "00-" + IDS,
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01"
      })
  void beginsANewTraceOnOtherHeaders(String header) {
    assertThat(TraceParent.parse(header)).isEmpty();
  }
}
