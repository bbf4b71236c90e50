package io.kubernaut.types.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list, and where it stands in it.
 *
 * @param <E> the element
 * @param items the elements
 * @param offset how many stand before
 * @param limit how many were asked for
 * @param total how many there are in all, if that is known
 */
public record Page<E>(List<E> items, long offset, int limit, @Nullable Long total) {

  /**
   * Copies the elements.
   *
   * @param items the elements
   * @param offset how many stand before
   * @param limit how many were asked for
   * @param total how many there are in all
   */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Tells whether there may be more.
   *
   * @return true if elements follow, or if that is not known and the page is full
   */
  public boolean hasNext() {
    return total == null ? items.size() == limit : offset + items.size() < total;
  }

  /**
   * Returns the links to the pages around, for the header {@code Link}.
   *
   * @param list where the list is, without a query
   * @return the links {@code first}, {@code prev} and {@code next}, as far as there are such pages
   */
  public List<Link> links(String list) {
    List<Link> links = new ArrayList<>();
    if (offset > 0) {
      links.add(link(list, 0, "first"));
      links.add(link(list, Math.max(0, offset - limit), "prev"));
    }
    if (hasNext()) {
      links.add(link(list, offset + limit, "next"));
    }
    return List.copyOf(links);
  }

  private Link link(String list, long from, String relation) {
    return new Link(URI.create(list + "?offset=" + from + "&limit=" + limit), relation, Map.of());
  }
}
