package io.kubernaut.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a value in every format and reads it again. */
public final class RoundTrip {

  private RoundTrip() {}

  /** Checks that a value comes back equal from each codec. */
  public static <T> void inEveryCodec(Class<T> type, T value) {
    assertThat(Schema.of(type).check(value)).isEmpty();
    for (Codec<T> codec :
        List.of(
            Codecs.json(type),
            Codecs.yaml(type),
            Codecs.cbor(type),
            Codecs.csv(type),
            Codecs.json(type).tagged())) {
      byte[] written = codec.write(value);
      assertThat(codec.read(written))
          .as("%s", new String(written, StandardCharsets.UTF_8))
          .isEqualTo(value);
    }
  }
}
