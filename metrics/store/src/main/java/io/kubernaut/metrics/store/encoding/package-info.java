/** How columns of numbers become few bytes, and columns again. */
@NullMarked
package io.kubernaut.metrics.store.encoding;

import org.jspecify.annotations.NullMarked;
