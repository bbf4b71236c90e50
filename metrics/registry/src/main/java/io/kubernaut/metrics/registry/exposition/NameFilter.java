package io.kubernaut.metrics.registry.exposition;

/** Chooses metric families by name. */
@FunctionalInterface
public interface NameFilter {
  /** Chooses every family. */
  NameFilter ALL = familyName -> true;

  /**
   * Says whether a family is wanted.
   *
   * @param familyName the family's name, see {@link MetricMetadata#name()}
   * @return whether to write it
   */
  boolean accepts(String familyName);
}
