/** A service with a lock that is held too long, and how it finds that out by itself. */
@NullMarked
package io.kubernaut.examples.diagnostics;

import org.jspecify.annotations.NullMarked;
