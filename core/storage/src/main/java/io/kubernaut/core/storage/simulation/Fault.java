package io.kubernaut.core.storage.simulation;

/** In which way an operation fails. */
public enum Fault {
  /** The disk does not answer. */
  IO_ERROR,
  /** There is no space: for what needs some. What does not, works. */
  DISK_FULL,
  /** One bit of what is read or written is turned, and nobody says so. Else nothing happens. */
  BIT_FLIP
}
