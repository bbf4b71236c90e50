package io.kubernaut.types.schema;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link Sparse} leaves out. Jackson asks by comparing, so this equals what is empty. */
final class Emptiness {

  @Override
  @SuppressWarnings("EqualsUnsafeCast") // Not an equality at all, but the form the question has.
  public boolean equals(@Nullable Object value) {
    return value == null
        || (value instanceof Collection<?> collection && collection.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
