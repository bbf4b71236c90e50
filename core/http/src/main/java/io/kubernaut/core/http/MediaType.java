package io.kubernaut.core.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters, such as {@code text/plain; version=0.0.4}. Type, subtype and
 * parameter names are in small letters.
 *
 * @param type the type, such as {@code text}; {@code *} in a range
 * @param subtype the subtype, such as {@code plain}; {@code *} in a range
 * @param parameters the parameters in their order, without {@code q}
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

  /**
   * Checks the parts.
   *
   * @param type the type, such as {@code text}; {@code *} in a range
   * @param subtype the subtype, such as {@code plain}; {@code *} in a range
   * @param parameters the parameters in their order, without {@code q}
   */
  public MediaType {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads a media type.
   *
   * @param text such as {@code text/plain; charset=utf-8}
   * @return the media type
   * @throws IllegalArgumentException if the text is none
   */
  public static MediaType of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid media type \"%s\". Use type, subtype and parameters, for example \"text/plain; charset=utf-8\"."
                        .formatted(text)));
  }

  static Optional<MediaType> parse(String text) {
    List<String> parts = ListField.split(text, ';');
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String essence = parts.get(0);
    int slash = essence.indexOf('/');
    if (slash <= 0
        || slash == essence.length() - 1
        || !isToken(essence.substring(0, slash))
        || !isToken(essence.substring(slash + 1))) {
      return Optional.empty();
    }
    return parameters(parts.subList(1, parts.size()))
        .map(
            parameters ->
                new MediaType(
                    essence.substring(0, slash).toLowerCase(Locale.ROOT),
                    essence.substring(slash + 1).toLowerCase(Locale.ROOT),
                    parameters));
  }

  private static Optional<Map<String, String>> parameters(List<String> parts) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : parts) {
      int equals = part.indexOf('=');
      if (equals <= 0 || !isToken(part.substring(0, equals).strip())) {
        return Optional.empty();
      }
      parameters.put(
          part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
          ListField.unquoted(part.substring(equals + 1).strip()));
    }
    return Optional.of(parameters);
  }

  private static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Headers::isTokenCharacter);
  }

  /**
   * Returns a parameter of this type.
   *
   * @param name its name in small letters, such as {@code version}
   * @return the value, or empty if it is not given
   */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Tells whether this range, such as {@code text/*}, covers a media type. Each parameter of the
   * range must be there with the same value, {@code charset} in any case.
   *
   * @param other the media type
   * @return true if it is covered
   */
  public boolean covers(MediaType other) {
    return (type.equals("*") || type.equals(other.type))
        && (subtype.equals("*") || subtype.equals(other.subtype))
        && parameters.entrySet().stream()
            .allMatch(
                wanted ->
                    wanted.getValue().equalsIgnoreCase(other.parameters.get(wanted.getKey())));
  }

  /** How much the range says: the more, the stronger (RFC 9110, section 12.5.1). */
  int precision() {
    int essence = type.equals("*") ? 0 : subtype.equals("*") ? 1 : 2;
    return essence * 100 + Math.min(parameters.size(), 99);
  }
}
