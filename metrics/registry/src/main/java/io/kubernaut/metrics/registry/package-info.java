/**
 * The registry: Micrometer's instruments over cells that one thread writes, and families for labels
 * whose values are given at each recording.
 */
package io.kubernaut.metrics.registry;
