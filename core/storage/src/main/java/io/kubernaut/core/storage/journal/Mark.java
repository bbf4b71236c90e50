package io.kubernaut.core.storage.journal;

/** How far a journal goes: up to an offset in a segment, and up to a sequence. */
record Mark(long segment, long end, long sequence) {

  /** Before anything was written. */
  static Mark before(long sequence) {
    return new Mark(0, 0, sequence - 1);
  }

  /** The same place, with a sequence that is not below one that is known from elsewhere. */
  Mark atLeast(long known) {
    return new Mark(segment, end, Math.max(sequence, known));
  }
}
