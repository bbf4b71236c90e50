import org.jspecify.annotations.NullMarked;

/** A lock-free Micrometer registry with label families, binders, exposition and a parser. */
@NullMarked
module io.kubernaut.metrics.registry {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.http;
  requires transitive micrometer.core;
  requires java.management;
  requires org.slf4j;
}
