package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the deployment may set without touching the code. */
@Tag("BR-INT-009")
class SettingsTest {

  private static Settings.Http http(
      Map<String, String> properties, Map<String, String> variables, int... port) {
    OptionalInt code = port.length == 0 ? OptionalInt.empty() : OptionalInt.of(port[0]);
    return new Settings(properties::get, variables).http(code, Optional.empty());
  }

  @Test
  void nothingIsOpenUnlessSomebodyAsks() {
    assertThat(http(Map.of(), Map.of()).wanted()).isFalse();
    assertThat(http(Map.of(), Map.of(), 0)).isEqualTo(new Settings.Http(true, 0, Optional.empty()));
  }

  @Test
  void thePropertyCountsMoreThanTheVariableAndBothMoreThanTheCode() {
    Map<String, String> variables = Map.of("KUBERNAUT_HTTP_PORT", "9090");
    assertThat(http(Map.of(), variables).port()).isEqualTo(9_090);
    assertThat(http(Map.of(), variables, 8_080).port()).isEqualTo(9_090);
    assertThat(http(Map.of("kubernaut.http.port", "7070"), variables, 8_080).port())
        .isEqualTo(7_070);
  }

  @Test
  void offIsOffWhateverTheCodeSays() {
    Settings.Http off = http(Map.of(), Map.of("KUBERNAUT_HTTP_PORT", "off"), 8_080);
    assertThat(off.wanted()).isFalse();
    assertThat(off.port()).as("for whoever asks later").isEqualTo(8_080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void anEmptyValueIsNone(String empty) {
    assertThat(http(Map.of(), Map.of("KUBERNAUT_HTTP_PORT", empty), 8_080).port()).isEqualTo(8_080);
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0,false", "127.0.0.1,true", "::1,true", "10.1.2.3,false"})
  void takesAddresses(String text, boolean loopback) {
    Optional<InetAddress> address =
        http(Map.of(), Map.of("KUBERNAUT_HTTP_ADDRESS", text)).address();
    assertThat(address)
        .hasValueSatisfying(a -> assertThat(a.isLoopbackAddress()).isEqualTo(loopback));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eighty", "-1", "65536", "80 80", "999999999999"})
  void refusesWhatIsNoPort(String port) {
    assertThatThrownBy(() -> http(Map.of(), Map.of("KUBERNAUT_HTTP_PORT", port)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("environment variable KUBERNAUT_HTTP_PORT = " + port)
        .hasMessageContaining("must be a port from 1 to 65535, 0 for a free one, or off");
  }

  @Test
  void namesAllThatIsWrongTogetherAndWhereItCameFrom() {
    assertThatThrownBy(
            () ->
                http(
                    Map.of("kubernaut.http.port", "http"),
                    Map.of("KUBERNAUT_HTTP_ADDRESS", "all.example.org")))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isEqualToNormalizingNewlines(
            """
            2 values set by the deployment cannot be used:
              system property kubernaut.http.port = http    must be a port from 1 to 65535, 0 for a free one, or off
              environment variable KUBERNAUT_HTTP_ADDRESS = all.example.org    must be an IP address, for example 127.0.0.1 or 0.0.0.0""");
  }

  @Test
  void anAddressInTheCodeIsUsedUnlessTheDeploymentSetsOne() throws UnknownHostException {
    InetAddress any = InetAddress.getByAddress(new byte[4]);
    Settings none = new Settings(property -> null, Map.of());
    assertThat(none.http(OptionalInt.empty(), Optional.of(any)).address()).contains(any);
    Settings some = new Settings(property -> null, Map.of("KUBERNAUT_HTTP_ADDRESS", "127.0.0.1"));
    assertThat(some.http(OptionalInt.empty(), Optional.of(any)).address())
        .contains(InetAddress.getLoopbackAddress());
  }
}
