package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A word out of a list that others may make longer: a constant that this version knows, or the text
 * of one that it does not. Either is written as it was read.
 *
 * <pre>{@code
 * record Pod(String name, Open<PodPhase> phase, …)
 *
 * pod.phase().is(PodPhase.RUNNING);
 * pod.phase().known().ifPresent(phase -> …);       // empty for a word of a later version
 * new Pod("orders-0", Open.of(PodPhase.PENDING), …);
 * }</pre>
 *
 * <p>A component of a plain enum type refuses any other word. The words are the constants' names,
 * or what {@link JsonProperty} on a constant says.
 *
 * @param <E> the constants
 */
public final class Open<E extends Enum<E>> {

  private static final ClassValue<Words> WORDS =
      new ClassValue<>() {
        @Override
        protected Words computeValue(Class<?> type) {
          return new Words(type);
        }
      };

  private final @Nullable E constant;
  private final String text;

  private Open(@Nullable E constant, String text) {
    this.constant = constant;
    this.text = text;
  }

  /**
   * Returns the word of a constant.
   *
   * @param <E> the constants
   * @param constant the constant
   * @return its word
   */
  public static <E extends Enum<E>> Open<E> of(E constant) {
    return new Open<>(constant, WORDS.get(constant.getDeclaringClass()).text(constant));
  }

  /**
   * Returns the word that a text is.
   *
   * @param <E> the constants
   * @param constants the enum
   * @param text any text; case matters
   * @return the constant with this word, or a word that is not known
   */
  public static <E extends Enum<E>> Open<E> of(Class<E> constants, String text) {
    Object constant = WORDS.get(constants).constants.get(text);
    return new Open<>(constant == null ? null : constants.cast(constant), text);
  }

  /** Returns the words of an enum, in the order of its constants. */
  static Set<String> words(Class<?> constants) {
    return WORDS.get(constants).constants.keySet();
  }

  /**
   * Returns the constant.
   *
   * @return empty if this version does not know the word
   */
  public Optional<E> known() {
    return Optional.ofNullable(constant);
  }

  /**
   * Compares with a constant.
   *
   * @param other the constant
   * @return whether this is its word
   */
  public boolean is(E other) {
    return constant == other;
  }

  /**
   * Returns the word.
   *
   * @return as it is written in documents
   */
  @JsonValue
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Open<?> that && constant == that.constant && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the word. */
  @Override
  public String toString() {
    return text;
  }

  /** The words of an enum, looked up once. */
  private static final class Words {

    private final Map<String, Object> constants = new LinkedHashMap<>();
    private final Map<Object, String> texts = new HashMap<>();

    Words(Class<?> type) {
      for (Object constant : type.getEnumConstants()) {
        String text = text(type, ((Enum<?>) constant).name());
        texts.put(constant, text);
        constants.put(text, constant);
      }
    }

    String text(Object constant) {
      return Objects.requireNonNull(texts.get(constant), "every constant has its text");
    }

    private static String text(Class<?> type, String name) {
      try {
        JsonProperty named = type.getField(name).getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? name : named.value();
      } catch (NoSuchFieldException e) {
        throw new AssertionError("A constant is always a field of its enum", e);
      }
    }
  }
}
