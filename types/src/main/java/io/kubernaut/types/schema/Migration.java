package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One step between two neighbouring versions of a type, on the document's tree and before it is
 * bound to a record. A step changes the tree it is given.
 *
 * <p>A step must be safe for any thread and must not look at anything but its argument.
 */
public interface Migration {

  /**
   * Returns the older of the two versions; the newer one is one more.
   *
   * @return 1 or more
   */
  int from();

  /**
   * Turns a document of the older version into one of the newer.
   *
   * @param document the tree to change
   */
  void up(ObjectNode document);

  /**
   * Turns a document of the newer version into one of the older. What the older version cannot say
   * is lost; a migration finds and names it.
   *
   * @param document the tree to change
   */
  void down(ObjectNode document);
}
