package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in their order, found by name without regard to case. Immutable.
 *
 * <p>A message has a dozen fields, so they are kept in one array and searched from the front.
 */
public final class Headers {

  private static final Headers NONE = new Headers(new String[0]);

  /** Name, value, name, value. */
  private final String[] fields;

  private Headers(String[] fields) {
    this.fields = fields;
  }

  /**
   * Returns headers without a field.
   *
   * @return the empty headers
   */
  public static Headers none() {
    return NONE;
  }

  /**
   * Returns headers of these fields.
   *
   * @param namesAndValues name, value, name, value
   * @return the headers
   * @throws IllegalArgumentException if a value is missing, a name is no token, or a value holds a
   *     control character
   */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Headers need name and value in turn; got "
              + namesAndValues.length
              + " strings: "
              + Arrays.toString(namesAndValues));
    }
    Builder builder = new Builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /**
   * Returns a builder without a field.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the first value of a field.
   *
   * @param name the field's name in any case
   * @return the value, or empty if there is no such field
   */
  public Optional<String> first(String name) {
    return Optional.ofNullable(find(name));
  }

  /**
   * Returns all values of a field in their order.
   *
   * @param name the field's name in any case
   * @return the values, empty if there is no such field
   */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].equalsIgnoreCase(name)) {
        values.add(fields[i + 1]);
      }
    }
    return List.copyOf(values);
  }

  /**
   * Returns the values of a list field (such as {@code Accept}) as one text, joined by commas.
   *
   * @param name the field's name in any case
   * @return the joined values, or the empty string if there is no such field
   */
  public String joined(String name) {
    return String.join(", ", all(name));
  }

  /**
   * Tells whether there is such a field.
   *
   * @param name the field's name in any case
   * @return true if it occurs at least once
   */
  public boolean has(String name) {
    return find(name) != null;
  }

  /**
   * Returns the names as they were written, each once.
   *
   * @return the names in the order of their first occurrence
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    forEach((name, value) -> names.add(name));
    return names;
  }

  /**
   * Calls back for every field in order.
   *
   * @param consumer takes name and value
   */
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < fields.length; i += 2) {
      consumer.accept(fields[i], fields[i + 1]);
    }
  }

  /**
   * Returns these headers with one field set; earlier values of the name are gone.
   *
   * @param name the field's name
   * @param value its only value
   * @return new headers
   * @throws IllegalArgumentException if the name is no token or the value holds a control character
   */
  public Headers with(String name, String value) {
    Builder builder = new Builder();
    forEach(
        (known, old) -> {
          if (!known.equalsIgnoreCase(name)) {
            builder.fields.add(known);
            builder.fields.add(old);
          }
        });
    return builder.add(name, value).build();
  }

  private @Nullable String find(String name) {
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].equalsIgnoreCase(name)) {
        return fields[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers that && Arrays.equals(fields, that.fields);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fields);
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    forEach((name, value) -> lines.add(name + ": " + value));
    return lines.toString();
  }

  /** Collects fields. Used by one thread. */
  public static final class Builder {

    private final List<String> fields = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a field, beside others of the same name.
     *
     * @param name the field's name, a token
     * @param value its value; control characters other than the tab are refused, so that no value
     *     can start a new line
     * @return this builder
     * @throws IllegalArgumentException if the name is no token or the value holds a control
     *     character
     */
    public Builder add(String name, String value) {
      requireToken(name);
      requireLine(name, value);
      fields.add(name);
      fields.add(value);
      return this;
    }

    /**
     * Returns the headers collected so far.
     *
     * @return the headers
     */
    public Headers build() {
      return fields.isEmpty() ? NONE : new Headers(fields.toArray(new String[0]));
    }

    private static void requireToken(String name) {
      Objects.requireNonNull(name, "header name");
      if (name.isEmpty() || !name.chars().allMatch(Headers::isTokenCharacter)) {
        throw new IllegalArgumentException(
            "Invalid header name \"%s\". Use letters, digits and !#$%%&'*+-.^_`|~, for example \"Retry-After\"."
                .formatted(name));
      }
    }

    private static void requireLine(String name, String value) {
      Objects.requireNonNull(value, () -> "value of header " + name);
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if ((c < ' ' && c != '\t') || c == 0x7f) {
          throw new IllegalArgumentException(
              "Invalid value of header \"%s\": control character 0x%02x at index %d. Remove or encode it."
                  .formatted(name, (int) c, i));
        }
      }
    }
  }

  /** RFC 9110, section 5.6.2. */
  static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
