package io.kubernaut.types.workflow;

import java.util.Set;

/**
 * A state of something that goes from one to another, and only on some ways. A state with no next
 * one is final.
 *
 * @param <S> the states
 */
public interface State<S extends Enum<S> & State<S>> {

  /**
   * Returns where one can go from here.
   *
   * @return the next states; none if this one is final
   */
  Set<S> next();

  /**
   * Tells whether nothing comes after.
   *
   * @return true if there is no next state
   */
  default boolean isFinal() {
    return next().isEmpty();
  }

  /**
   * Goes to another state.
   *
   * @param target the state to go to
   * @return that state
   * @throws IllegalStateException if there is no way
   */
  default S become(S target) {
    if (!next().contains(target)) {
      throw new IllegalStateException(
          "Cannot go from %s to %s. %s"
              .formatted(
                  this,
                  target,
                  isFinal() ? this + " is final." : "From here one can go to " + next() + "."));
    }
    return target;
  }
}
