package io.kubernaut.metrics.store.engine;

/** The parts of a block's file that writer and reader agree on; drawn in FORMAT.md. */
final class BlockFormat {
  /** "KTSBLOCK" in the order of bytes. */
  static final long MAGIC = 0x4b434f4c4253544bL;

  static final int VERSION = 1;
  static final int HEADER = 16;
  static final int FOOTER = 72;
  static final int CRC = 4;

  /** At most so many samples are in a chunk: long chunks pay, but a query decodes whole ones. */
  static final int CHUNK = 960;

  static final String SUFFIX = ".block";

  private BlockFormat() {}
}
