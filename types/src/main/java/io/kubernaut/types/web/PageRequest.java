package io.kubernaut.types.web;

import java.util.List;

/**
 * Which part of a long list is wanted.
 *
 * @param offset how many elements to skip
 * @param limit how many elements at most, 1 to 1000
 */
public record PageRequest(long offset, int limit) {

  /** The most elements of a page. */
  public static final int MOST = 1000;

  /**
   * Checks the numbers.
   *
   * @param offset how many elements to skip; not negative
   * @param limit how many elements at most; 1 to 1000
   * @throws IllegalArgumentException if one is out of bounds
   */
  public PageRequest {
    if (offset < 0 || limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "No page of %d elements from %d. Use an offset of 0 or more, and a limit of 1 to %d."
              .formatted(limit, offset, MOST));
    }
  }

  /**
   * Returns the page of a list that is in memory.
   *
   * @param <E> the element
   * @param all the whole list
   * @return its elements, and where the page stands
   */
  public <E> Page<E> of(List<E> all) {
    int from = (int) Math.min(offset, all.size());
    int to = Math.min(from + limit, all.size());
    return new Page<>(all.subList(from, to), offset, limit, (long) all.size());
  }

  /**
   * Returns the page after this one.
   *
   * @return as long, right behind it
   */
  public PageRequest next() {
    return new PageRequest(Math.addExact(offset, limit), limit);
  }
}
