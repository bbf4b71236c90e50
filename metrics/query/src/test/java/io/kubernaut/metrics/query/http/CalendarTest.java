package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.store.InMemorySeries;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real Prometheus says of times that no calendar knows. */
@Tag("BR-MET-012")
class CalendarTest {

  private final Api api =
      new Api(
          PrometheusApi.over(
              PromQl.over(InMemorySeries.create()), InstantSource.fixed(Instant.EPOCH)));

  @ParameterizedTest
  @CsvSource({
    "1e18, 46, 1, 31688740476, 10, 297, 5, 31, 23",
    "-1e18, 13, 22, -31688736537, 3, 69, 2, 31, 10",
    "1e15, 46, 1, 31690708, 7, 187, 0, 31, 5",
    "-1e15, 13, 22, -31686769, 6, 180, 0, 30, 29",
    "3.2e16, 53, 8, 1014041602, 3, 80, 4, 31, 21",
    "-5.5, 59, 23, 1969, 12, 365, 3, 31, 31",
    "1e30, 30, 15, 292277026596, 12, 339, 0, 31, 4",
    "-1e30, 30, 15, 292277026596, 12, 339, 0, 31, 4",
    "NaN, 30, 15, 292277026596, 12, 339, 0, 31, 4"
  })
  void isKnownForAnyNumber(
      String seconds,
      String minute,
      String hour,
      String year,
      String month,
      String dayOfYear,
      String dayOfWeek,
      String daysInMonth,
      String dayOfMonth)
      throws IOException {
    assertThat(value("minute", seconds)).isEqualTo(minute);
    assertThat(value("hour", seconds)).isEqualTo(hour);
    assertThat(value("year", seconds)).isEqualTo(year);
    assertThat(value("month", seconds)).isEqualTo(month);
    assertThat(value("day_of_year", seconds)).isEqualTo(dayOfYear);
    assertThat(value("day_of_week", seconds)).isEqualTo(dayOfWeek);
    assertThat(value("days_in_month", seconds)).isEqualTo(daysInMonth);
    assertThat(value("day_of_month", seconds)).isEqualTo(dayOfMonth);
  }

  private String value(String function, String seconds) throws IOException {
    String query = Api.encoded("%s(vector(%s))".formatted(function, seconds));
    return api.json("/api/v1/query?query=" + query).at("/data/result/0/value/1").asText();
  }
}
