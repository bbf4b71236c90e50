package io.kubernaut.types.schema;

/**
 * The door to reading and writing: a {@link Codec} for a type and a format.
 *
 * <p>Asking is cheap: what is known about a type is kept with its class.
 */
public final class Codecs {

  private static final Format JSON = new JsonFormat();
  private static final Format YAML = new YamlFormat();
  private static final Format CSV = new CsvFormat();
  private static final Format CBOR = new CborFormat();

  private Codecs() {}

  /**
   * Returns the JSON codec of a type.
   *
   * @param <T> the type
   * @param type a record or sealed interface that has a {@link SchemaType}
   * @return the codec
   * @throws IllegalArgumentException if the type's declaration contradicts itself
   */
  public static <T> Codec<T> json(Class<T> type) {
    return codec(type, JSON);
  }

  /**
   * Returns the codec of a type in a safe subset of YAML 1.2: no tags, no merge keys, few aliases,
   * and {@code no} is a text.
   *
   * @param <T> the type
   * @param type a record or sealed interface that has a {@link SchemaType}
   * @return the codec
   * @throws IllegalArgumentException if the type's declaration contradicts itself
   */
  public static <T> Codec<T> yaml(Class<T> type) {
    return codec(type, YAML);
  }

  /**
   * Returns the CSV codec of a type: a column for each field, text as it is and anything else as
   * JSON. CSV has no kinds, so unknown columns are text.
   *
   * @param <T> the type
   * @param type a record or sealed interface that has a {@link SchemaType}
   * @return the codec
   * @throws IllegalArgumentException if the type's declaration contradicts itself
   */
  public static <T> Codec<T> csv(Class<T> type) {
    return codec(type, CSV);
  }

  /**
   * Returns the CBOR codec of a type.
   *
   * @param <T> the type
   * @param type a record or sealed interface that has a {@link SchemaType}
   * @return the codec
   * @throws IllegalArgumentException if the type's declaration contradicts itself
   */
  public static <T> Codec<T> cbor(Class<T> type) {
    return codec(type, CBOR);
  }

  private static <T> Codec<T> codec(Class<T> type, Format format) {
    return new DocumentCodec<>(Schema.of(type), format, Limits.standard(), false);
  }
}
