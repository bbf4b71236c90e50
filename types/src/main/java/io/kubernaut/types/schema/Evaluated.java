package io.kubernaut.types.schema;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Which fields and elements of a value some keyword has looked at, so that {@code unevaluated…} can
 * tell the others.
 */
final class Evaluated {

  private final Set<String> fields = new HashSet<>();
  private final BitSet elements = new BitSet();

  void field(String name) {
    fields.add(name);
  }

  boolean hasField(String name) {
    return fields.contains(name);
  }

  void element(int index) {
    elements.set(index);
  }

  boolean hasElement(int index) {
    return elements.get(index);
  }

  void addAll(Evaluated others) {
    fields.addAll(others.fields);
    elements.or(others.elements);
  }
}
