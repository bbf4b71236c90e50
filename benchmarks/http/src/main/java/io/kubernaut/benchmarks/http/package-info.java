/** How many requests a second the HTTP server answers, and how fast. */
@NullMarked
package io.kubernaut.benchmarks.http;

import org.jspecify.annotations.NullMarked;
