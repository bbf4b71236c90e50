import org.jspecify.annotations.NullMarked;

/** The HTTP contract: routes, requests, responses, event streams, limits and problem documents. */
@NullMarked
module io.kubernaut.core.http {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.runtime;
  requires org.slf4j;

  exports io.kubernaut.core.http;
}
