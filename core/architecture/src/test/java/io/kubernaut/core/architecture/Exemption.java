package io.kubernaut.core.architecture;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * A place where a rule does not hold, and why not.
 *
 * @param place a package or a class, with what is below and nested in it
 * @param reason what is special there
 */
record Exemption(String place, String reason) {

  boolean covers(JavaClass type) {
    String name = type.getFullName();
    return name.equals(place) || name.startsWith(place + ".") || name.startsWith(place + "$");
  }
}
