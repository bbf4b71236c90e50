package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-MET-012")
class EscapedNamesTest {

  @ParameterizedTest
  @CsvSource({
    "plain_name, plain_name",
    "U__http_2e_status, http.status",
    "U__a__b, a_b",
    "U___1f600_, \uD83D\uDE00",
    "U__, ''",
    "U__a_b, U__a_b",
    "U__a_zz_, U__a_zz_",
    "U__a_d800_, U__a_d800_",
    "U__a_1234567_, U__a_1234567_",
    "U__a_, U__a_"
  })
  void areReadBackAndLeftAloneWhereTheyAreNotWellEscaped(String escaped, String plain) {
    assertThat(EscapedNames.unescape(escaped)).isEqualTo(plain);
  }
}
