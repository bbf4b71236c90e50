package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query or of a form, decoded once and strictly. Immutable.
 *
 * <p>Pairs are separated by {@code &} only, a plus is a space, escapes must be complete and
 * well-formed UTF-8, and a NUL is refused. A parameter may be repeated.
 */
public final class Parameters {

  /** Enough for a query over a hundred series, and too few to make a hash map slow. */
  private static final int MOST_PAIRS = 1_000;

  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Returns no parameters.
   *
   * @return the empty parameters
   */
  public static Parameters none() {
    return NONE;
  }

  static Parameters parse(String raw) throws MalformedTargetException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int pairs = 0;
    int start = 0;
    while (start <= raw.length()) {
      int ampersand = raw.indexOf('&', start);
      int end = ampersand < 0 ? raw.length() : ampersand;
      if (end > start) {
        if (++pairs > MOST_PAIRS) {
          throw new MalformedTargetException("there are more than " + MOST_PAIRS + " parameters");
        }
        addPair(values, raw, start, end);
      }
      start = end + 1;
    }
    return values.isEmpty() ? NONE : new Parameters(frozen(values));
  }

  private static void addPair(Map<String, List<String>> values, String raw, int start, int end)
      throws MalformedTargetException {
    int equals = raw.indexOf('=', start);
    int nameEnd = equals < 0 || equals > end ? end : equals;
    String name = text(raw, start, nameEnd);
    String value = nameEnd == end ? "" : text(raw, nameEnd + 1, end);
    values.computeIfAbsent(name, ignored -> new ArrayList<>(1)).add(value);
  }

  private static String text(String raw, int start, int end) throws MalformedTargetException {
    for (int i = start; i < end; i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        throw new MalformedTargetException(
            "the character 0x%02x in parameter \"%s\" must be escaped"
                .formatted((int) c, raw.substring(start, Math.min(i, start + 40))));
      }
    }
    String text = PercentDecoder.decode(raw, start, end, true);
    if (text.indexOf('\0') >= 0) {
      throw new MalformedTargetException("a parameter holds a NUL character");
    }
    return text;
  }

  private static Map<String, List<String>> frozen(Map<String, List<String>> values) {
    values.replaceAll((name, list) -> List.copyOf(list));
    return Collections.unmodifiableMap(values);
  }

  /**
   * Returns the first value of a parameter.
   *
   * @param name the parameter's name
   * @return the value, empty text if it was written without one; or nothing if it is absent
   */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /**
   * Returns all values of a parameter in their order.
   *
   * @param name the parameter's name
   * @return the values, none if it is absent
   */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /**
   * Returns the value of a parameter that may be given once at most.
   *
   * @param name the parameter's name
   * @return the value, or nothing if it is absent
   * @throws ProblemException with status 400 if it is repeated
   */
  public Optional<String> single(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw new ProblemException(
          new ProblemDocument(
              400,
              "repeated-parameter",
              "Parameter \"%s\" is given %d times. Give it once.".formatted(name, all.size())));
    }
    return all.stream().findFirst();
  }

  /**
   * Returns the value of a parameter that must be given exactly once.
   *
   * @param name the parameter's name
   * @return the value
   * @throws ProblemException with status 400 if it is absent or repeated
   */
  public String required(String name) {
    return single(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    new ProblemDocument(
                        400,
                        "missing-parameter",
                        "Parameter \"%s\" is missing. Add it to the query.".formatted(name))));
  }

  /**
   * Returns the names, each once.
   *
   * @return the names in the order of their first occurrence
   */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * Tells whether there is no parameter at all.
   *
   * @return true if there is none
   */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Parameters that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
