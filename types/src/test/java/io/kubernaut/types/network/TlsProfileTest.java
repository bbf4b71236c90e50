package io.kubernaut.types.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-014")
class TlsProfileTest {

  @ParameterizedTest
  @CsvSource({
    "Modern, TLS_1_3, TLS_AES_128_GCM_SHA256, true",
    "Modern, TLS_1_2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, false",
    "Intermediate, TLS_1_3, TLS_AES_128_GCM_SHA256, true",
    "Intermediate, TLS_1_2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true",
    "Intermediate, TLS_1_2, TLS_AES_128_GCM_SHA256, false",
    "Intermediate, TLS_1_3, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, false",
    "Intermediate, TLS_1_1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, false",
    "Intermediate, TLS_1_2, TLS_RSA_WITH_AES_128_GCM_SHA256, false",
    "Old, TLS_1_0, TLS_RSA_WITH_AES_128_CBC_SHA, true",
    "Old, TLS_1_0, TLS_RSA_WITH_AES_128_CBC_SHA256, false",
    "Old, TLS_1_2, TLS_RSA_WITH_AES_128_CBC_SHA256, true"
  })
  void decidesWhatIsGoodEnough(
      String profile, TlsVersion version, CipherSuite cipher, boolean accepts) {
    assertThat(TlsProfile.named(profile).orElseThrow().accepts(version, cipher)).isEqualTo(accepts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Modern", "Intermediate", "Old"})
  void decidesTheSameWhenExportedAndReadAgain(String name) {
    TlsProfile profile = TlsProfile.named(name).orElseThrow();
    TlsProfile again =
        Codecs.yaml(TlsProfile.class).read(Codecs.yaml(TlsProfile.class).write(profile));

    assertThat(profile.isAtLeastAsStrictAs(again)).isTrue();
    assertThat(again.isAtLeastAsStrictAs(profile)).isTrue();
    RoundTrip.inEveryCodec(TlsProfile.class, profile);
  }

  @Test
  void growsFromModernToOld() {
    assertThat(TlsProfile.MODERN.isAtLeastAsStrictAs(TlsProfile.INTERMEDIATE)).isTrue();
    assertThat(TlsProfile.INTERMEDIATE.isAtLeastAsStrictAs(TlsProfile.OLD)).isTrue();
    assertThat(TlsProfile.OLD.isAtLeastAsStrictAs(TlsProfile.INTERMEDIATE)).isFalse();
    assertThat(TlsProfile.named("custom")).isEmpty();
  }

  @Test
  void hasTheNamesOfJava() throws Exception {
    Set<String> supported =
        Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
    assertThat(supported).containsAll(TlsProfile.INTERMEDIATE.cipherSuites());
    assertThat(TlsProfile.INTERMEDIATE.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256.openssl())
        .isEqualTo("ECDHE-RSA-CHACHA20-POLY1305");
    assertThat(Arrays.stream(CipherSuite.values()).map(CipherSuite::openssl))
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesAProfileThatAcceptsNothing() {
    TlsProfile nothing =
        new TlsProfile(
            "none",
            TlsVersion.TLS_1_3,
            List.of(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA),
            Map.of());
    assertThat(Schema.of(TlsProfile.class).check(nothing))
        .extracting(Violation::pointer)
        .containsExactly("/ciphers");
  }
}
