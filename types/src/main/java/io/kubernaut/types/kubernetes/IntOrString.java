package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number or a name: a port, or a part such as {@code 25%}. Written as it was read.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/util/intstr">intstr</a>
 */
public final class IntOrString {

  private final @Nullable Integer number;
  private final String text;

  private IntOrString(@Nullable Integer number, String text) {
    this.number = number;
    this.text = text;
  }

  /**
   * Returns a number.
   *
   * @param number the number
   * @return a number
   */
  @JsonCreator
  public static IntOrString of(int number) {
    return new IntOrString(number, Integer.toString(number));
  }

  /**
   * Returns a name.
   *
   * @param text the name; {@code "80"} is a name too
   * @return a name
   */
  @JsonCreator
  public static IntOrString of(String text) {
    return new IntOrString(null, text);
  }

  /**
   * Returns the number.
   *
   * @return empty for a name
   */
  public Optional<Integer> number() {
    return Optional.ofNullable(number);
  }

  /**
   * Returns the name.
   *
   * @return empty for a number
   */
  public Optional<String> name() {
    return number == null ? Optional.of(text) : Optional.empty();
  }

  /**
   * Returns what is written.
   *
   * @return an {@code Integer} or a {@code String}
   */
  @JsonValue
  public Object value() {
    return number == null ? text : number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntOrString that
        && Objects.equals(number, that.number)
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return value().hashCode();
  }

  /** Returns the number or name. */
  @Override
  public String toString() {
    return text;
  }
}
