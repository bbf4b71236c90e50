/** What the embedded store takes in, keeps and answers, in one process. */
@NullMarked
package io.kubernaut.benchmarks.store;

import org.jspecify.annotations.NullMarked;
