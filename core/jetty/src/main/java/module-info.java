import org.jspecify.annotations.NullMarked;

/** The embedded server under the HTTP contract. */
@NullMarked
module io.kubernaut.core.jetty {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.http;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.util;
  requires org.slf4j;

  exports io.kubernaut.core.jetty;
}
