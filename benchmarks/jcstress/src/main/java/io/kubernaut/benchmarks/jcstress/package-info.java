/**
 * Races of the registry: what two or three threads may see of each other, over its public classes.
 */
@NullMarked
package io.kubernaut.benchmarks.jcstress;

import org.jspecify.annotations.NullMarked;
