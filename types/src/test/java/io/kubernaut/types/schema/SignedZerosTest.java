package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.metric.GaugeValue;
import io.kubernaut.types.metric.MetricFamily;
import io.kubernaut.types.metric.MetricType;
import io.kubernaut.types.metric.MetricValue;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-TYPE-004")
class SignedZerosTest {

  @Test
  void aNegativeZeroStaysOneInEveryFormat() {
    MetricFamily nested =
        MetricFamily.of("offset", MetricType.GAUGE, "").with(Map.of(), GaugeValue.of(-0.0));

    RoundTrip.inEveryCodec(MetricValue.class, GaugeValue.of(-0.0));
    RoundTrip.inEveryCodec(MetricFamily.class, nested);
  }

  @Test
  void aTreeKeepsTheSignOfZeroAndNumbersAsTheyAre() {
    String text = "[-0.0,0.0,-0.50,1.50]";

    assertThat(Trees.json(text.getBytes(UTF_8))).hasToString(text);
    assertThat(1 / Trees.json("-0.0".getBytes(UTF_8)).doubleValue()).isNegative();
  }
}
