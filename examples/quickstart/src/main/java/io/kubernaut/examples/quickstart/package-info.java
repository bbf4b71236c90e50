/** A small order service under its own traffic, measured. */
@NullMarked
package io.kubernaut.examples.quickstart;

import org.jspecify.annotations.NullMarked;
