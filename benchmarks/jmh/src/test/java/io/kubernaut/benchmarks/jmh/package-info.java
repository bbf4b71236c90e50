@NullMarked
package io.kubernaut.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
