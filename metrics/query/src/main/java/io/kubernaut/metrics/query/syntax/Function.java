package io.kubernaut.metrics.query.syntax;

import java.util.List;

/**
 * What a function is called with and what it gives back.
 *
 * @param name its name
 * @param arguments the types of its arguments
 * @param optional how many of the last arguments may be left out
 * @param repeated whether the last argument may be given any number of times more
 * @param result what it gives back
 * @param experimental whether Prometheus keeps it behind a switch
 */
public record Function(
    String name,
    List<ValueType> arguments,
    int optional,
    boolean repeated,
    ValueType result,
    boolean experimental) {

  /**
   * Copies the parts.
   *
   * @param name its name
   * @param arguments the types of its arguments
   * @param optional how many of the last arguments may be left out
   * @param repeated whether the last argument may be given any number of times more
   * @param result what it gives back
   * @param experimental whether Prometheus keeps it behind a switch
   */
  public Function {
    arguments = List.copyOf(arguments);
  }

  int least() {
    return arguments.size() - optional;
  }

  int most() {
    return repeated ? Integer.MAX_VALUE : arguments.size();
  }

  ValueType argument(int index) {
    return arguments.get(Math.min(index, arguments.size() - 1));
  }
}
