package io.kubernaut.types.schema;

/** The door to reading and writing: a {@link Codec} for a type and a format. */
public final class Codecs {

  private Codecs() {}

  /**
   * Returns the JSON codec of a type.
   *
   * @param <T> the type
   * @param type a record or sealed interface
   * @return the codec
   * @throws IllegalArgumentException if the type's declaration contradicts itself
   */
  public static <T> Codec<T> json(Class<T> type) {
    return new JsonCodec<>(Schema.of(type), Limits.standard(), false);
  }
}
