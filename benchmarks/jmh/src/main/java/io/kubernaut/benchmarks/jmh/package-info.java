/** The registry against its peers, one class for each operation, one method for each library. */
@NullMarked
package io.kubernaut.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
