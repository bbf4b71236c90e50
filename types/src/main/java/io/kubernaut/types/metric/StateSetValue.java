package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Size;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of some states something is in. Merged, a state holds if it holds in one of both, and a
 * state that one does not know does not hold there.
 *
 * @param states whether each holds, by name
 * @param extra fields of a later version
 */
public record StateSetValue(
    @Size(min = 1) Map<@Size(min = 1) String, Boolean> states, @Extra Map<String, RawJson> extra)
    implements MetricValue {

  /**
   * Copies the collections.
   *
   * @param states whether each holds
   * @param extra fields of a later version
   */
  public StateSetValue {
    states = Frozen.map(states);
    extra = Frozen.map(extra);
  }

  /**
   * Returns the set of the constants of an enum, of which exactly one holds.
   *
   * @param <E> the constants
   * @param state the one that holds
   * @return the value, states in the order of the constants
   */
  public static <E extends Enum<E>> StateSetValue of(E state) {
    Map<String, Boolean> states = new LinkedHashMap<>();
    Arrays.stream(state.getDeclaringClass().getEnumConstants())
        .forEach(each -> states.put(each.name(), each == state));
    return new StateSetValue(states, Map.of());
  }

  @Override
  public StateSetValue merge(MetricValue other) {
    if (!(other instanceof StateSetValue that)) {
      throw Merging.unlike(this, other);
    }
    Map<String, Boolean> both = new TreeMap<>(states);
    that.states.forEach((name, holds) -> both.merge(name, holds, Boolean::logicalOr));
    return new StateSetValue(both, Merging.extra(extra, that.extra));
  }
}
