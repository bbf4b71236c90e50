package io.kubernaut.metrics.store;

import java.io.IOException;
import java.util.List;

/**
 * What an operator does to a store as a whole: copy it, delete from it, and free the room of what
 * was deleted. Safe for any thread; each call reads and writes the disk, and waits until the store
 * does nothing else to its blocks. What was done is logged in one line each, under the name of this
 * interface; who asked for it, whoever calls knows.
 */
public interface SeriesAdministration {

  /**
   * Copies the store as it is at one moment into a folder of its own, {@code snapshots/<name>},
   * which can be opened as a store. Room is shared with the store where the disk has links. Nobody
   * deletes a snapshot but its owner.
   *
   * @param skipHead whether to leave out what is not in a block yet, but in memory and the journal
   * @return the name: the time and some random digits
   * @throws IOException if it could not be written; then there is no snapshot
   */
  String snapshot(boolean skipHead) throws IOException;

  /**
   * Deletes the samples that are there now, of the series that any of some selectors selects. When
   * it returns no query finds them any more, also after a crash; they may still take room on the
   * disk. A sample that is appended later for the same series and time counts as any other. Of
   * condensed history every stretch that the range touches is condensed again from the samples that
   * are left, and goes where there are none.
   *
   * @param selectors each a list of conditions that must all hold; one without any selects all
   * @param fromMillis the first moment, in milliseconds since 1970
   * @param toMillis the last moment, itself included
   * @return of how many series something was deleted
   * @throws HeldSamplesException if something of it is held; then nothing is deleted
   * @throws IOException if it could not be written; a part may be deleted then: try again
   * @throws IllegalArgumentException if there is no selector, or the range ends before it begins
   */
  int delete(List<List<LabelMatcher>> selectors, long fromMillis, long toMillis) throws IOException;

  /**
   * Writes blocks anew without the samples that were deleted, so that these are gone from the disk.
   * A block of which a part is damaged stays as it is, and what was deleted of it stays deleted.
   *
   * @return how many blocks were written anew or dropped
   * @throws IOException if the disk refuses; what was not done is done the next time
   */
  int cleanTombstones() throws IOException;
}
