@NullMarked
package io.kubernaut.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
