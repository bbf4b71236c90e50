/**
 * The shared vocabulary of every room and every service: what all areas use. {@link
 * io.kubernaut.types.Decision} is what every {@code explain()} returns.
 *
 * <pre>{@code
 * Decision decision =
 *     new Decision(
 *         "balancer.pick", "orders", "b", List.of("a"), "It answers sooner.",
 *         Map.of("a", "9 ms", "b", "7 ms"), now);
 * }</pre>
 */
package io.kubernaut.types;
