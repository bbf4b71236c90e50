package io.kubernaut.core.storage.scrub;

import java.io.IOException;

/** Something that can be read through and checked. It reports and isolates damage itself. */
public interface ScrubTarget {

  /**
   * Returns what it is called.
   *
   * @return a name, in logs and JMX
   */
  String name();

  /**
   * Begins to read it through.
   *
   * @return the pass, which is closed at its end
   * @throws IOException if the disk refuses
   */
  Pass begin() throws IOException;

  /** Reading once through. Used by one thread at a time. */
  interface Pass extends AutoCloseable {

    /**
     * Returns about how much there is to read.
     *
     * @return bytes
     */
    long total();

    /**
     * Reads and checks on.
     *
     * @param bytes how much at most; a little more if a record does not end there
     * @return how many bytes were read; zero at the end
     * @throws IOException if the disk refuses; the pass is given up
     */
    long step(long bytes) throws IOException;

    @Override
    void close() throws IOException;
  }
}
