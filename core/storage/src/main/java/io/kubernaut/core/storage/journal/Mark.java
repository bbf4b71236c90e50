package io.kubernaut.core.storage.journal;

/** How far a journal goes: up to an offset in a segment, and up to a sequence. */
record Mark(long segment, long end, long sequence) {}
