/**
 * Typed parameters of workflows and actions, and the arguments that are given for them: what is
 * wrong is told all at once, before anything runs.
 *
 * <pre>{@code
 * Parameters parameters = Codecs.yaml(Parameters.class).read(bytes);    // or Parameters.of(…)
 *
 * Arguments arguments = parameters.parse(Map.of("REPLICAS", "3"));      // or all problems
 * long replicas = arguments.integer("REPLICAS").orElseThrow();
 * }</pre>
 */
package io.kubernaut.types.parameter;
