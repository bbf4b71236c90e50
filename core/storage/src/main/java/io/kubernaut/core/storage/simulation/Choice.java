package io.kubernaut.core.storage.simulation;

/** Decides what a crash keeps. */
@FunctionalInterface
interface Choice {

  /** Returns a number from 0, the most cautious reading, to one less than the options. */
  int of(int options);
}
