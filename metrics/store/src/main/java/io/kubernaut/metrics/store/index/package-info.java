/** Which series there are, and which of them a query means. */
@NullMarked
package io.kubernaut.metrics.store.index;

import org.jspecify.annotations.NullMarked;
