import org.jspecify.annotations.NullMarked;

/** Storage: the seam to files, the journal, backup and restore. */
@NullMarked
module io.kubernaut.core.storage {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.runtime;
  requires org.slf4j;

  exports io.kubernaut.core.storage;
  exports io.kubernaut.core.storage.backup;
  exports io.kubernaut.core.storage.journal;
  exports io.kubernaut.core.storage.scrub;
  exports io.kubernaut.core.storage.simulation;
}
