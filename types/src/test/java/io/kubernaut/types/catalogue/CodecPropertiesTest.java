package io.kubernaut.types.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.event.CloudEvent;
import io.kubernaut.types.schema.CanonicalJson;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Samples;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Trees;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What holds for every type and every codec, tried on values made by chance. */
class CodecPropertiesTest {

  private static final int VALUES = 10;

  @TestFactory
  @Tag("BR-TYPE-004")
  Stream<DynamicTest> readsWhatItWrote() {
    return Stream.<Function<Class<?>, Codec<?>>>of(
            Codecs::json, Codecs::yaml, Codecs::cbor, Codecs::csv)
        .flatMap(format -> Catalogue.schemas().stream().map(schema -> format.apply(schema.type())))
        .flatMap(codec -> Stream.of(codec, codec.tagged()))
        .map(
            codec -> dynamicTest(codec.schema() + " " + codec.mediaType(), () -> roundTrip(codec)));
  }

  private static <T> void roundTrip(Codec<T> codec) {
    for (long seed = 0; seed < VALUES; seed++) {
      T value = sample(codec, seed);
      byte[] written = codec.write(value);
      assertThat(codec.read(written))
          .as("seed %d: %s", seed, new String(written, UTF_8))
          .isEqualTo(value)
          .hasSameHashCodeAs(value);
    }
  }

  private static <T> T sample(Codec<T> codec, long seed) {
    Samples samples =
        codec.mediaType().equals("text/csv") ? Samples.flat(seed) : Samples.seeded(seed);
    return samples.of(codec.schema().type());
  }

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> itsJsonSchemaAcceptsWhatATypeIsWrittenAs() {
    return each(
        schema -> {
          for (long seed = 0; seed < VALUES; seed++) {
            byte[] written = written(schema, seed);
            assertThat(schema.validate(Trees.json(written)))
                .as("seed %d: %s", seed, new String(written, UTF_8))
                .isEmpty();
          }
        });
  }

  @TestFactory
  @Tag("BR-TYPE-002")
  Stream<DynamicTest> keepsAnUnknownFieldByteForByte() {
    String any = "\"x-zz-later\":{\"a\" : [1.50, 1E+2, \"\\u0041\\/\", null],  \"b\":{}}";
    // CloudEvents says what names and values other attributes have.
    String attribute = "\"zzlater\":\"\\u0041\\/\"";
    return each(
        schema -> {
          String unknown = schema.type() == CloudEvent.class ? attribute : any;
          Codec<?> codec = Codecs.json(schema.type());
          String written = new String(written(schema, 1), UTF_8);
          String with = written.substring(0, written.length() - 1) + "," + unknown + "}";
          if (isOpen(schema.type())) {
            assertThat(again(codec, with)).contains(unknown);
          }
        });
  }

  private static boolean isOpen(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents())
            .anyMatch(component -> component.getAccessor().isAnnotationPresent(Extra.class));
  }

  private static <T> String again(Codec<T> codec, String document) {
    return new String(codec.write(codec.read(document.getBytes(UTF_8))), UTF_8);
  }

  @TestFactory
  @Tag("BR-TYPE-004")
  Stream<DynamicTest> refusesDamagedDocumentsOrReadsThemAndNothingElse() {
    return each(
        schema -> {
          Random random = new Random(4);
          for (int i = 0; i < 400; i++) {
            damaged(Codecs.json(schema.type()), written(schema, i % VALUES), random);
            damaged(Codecs.cbor(schema.type()), cbor(schema, i % VALUES), random);
          }
        });
  }

  private static <T> void damaged(Codec<T> codec, byte[] document, Random random) {
    byte[] changed = document.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    T read;
    try {
      read = codec.read(changed);
    } catch (InvalidDocumentException e) {
      assertThat(e.violations()).isNotEmpty();
      return;
    }
    assertThat(codec.read(codec.write(read))).as(new String(changed, UTF_8)).isEqualTo(read);
  }

  @TestFactory
  @Tag("BR-TYPE-003")
  Stream<DynamicTest> aDocumentHasOneCanonicalForm() {
    return each(
        schema -> {
          for (long seed = 0; seed < VALUES; seed++) {
            ObjectNode tree = (ObjectNode) Trees.json(written(schema, seed));
            byte[] canonical = CanonicalJson.exact(tree);
            if (!tree.isEmpty()) {
              String first = tree.fieldNames().next();
              tree.set(first, tree.remove(first));
            }
            assertThat(CanonicalJson.exact(tree)).isEqualTo(canonical);
            assertThat(CanonicalJson.exact(Trees.json(canonical))).isEqualTo(canonical);
          }
        });
  }

  private interface Property {
    void check(Schema<?> schema);
  }

  private static Stream<DynamicTest> each(Property property) {
    return Catalogue.schemas().stream()
        .map(schema -> dynamicTest(schema.toString(), () -> property.check(schema)));
  }

  private static <T> byte[] written(Schema<T> schema, long seed) {
    return Codecs.json(schema.type()).write(Samples.seeded(seed).of(schema.type()));
  }

  private static <T> byte[] cbor(Schema<T> schema, long seed) {
    return Codecs.cbor(schema.type()).write(Samples.seeded(seed).of(schema.type()));
  }
}
