package io.kubernaut.types.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What somebody may do to something: {@code resource:verb}. A {@code *} in place of either means
 * any; a resource that ends in {@code /*} means everything below.
 *
 * @param resource what, for example {@code config/pool} or {@code config/*}
 * @param verb what is done, for example {@code read}
 */
public record Permission(String resource, String verb) {

  private static final Pattern RESOURCE =
      Pattern.compile("\\*|[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*(?:/\\*)?");
  private static final Pattern VERB = Pattern.compile("\\*|[a-z][a-z0-9-]*");
  private static final int LONGEST = 256;

  /**
   * Checks the parts.
   *
   * @param resource what
   * @param verb what is done
   * @throws IllegalArgumentException if a part is not in small letters, digits and {@code . _ - /}
   */
  public Permission {
    if (resource.length() + verb.length() > LONGEST
        || !RESOURCE.matcher(resource).matches()
        || !VERB.matcher(verb).matches()) {
      throw invalid(resource + ":" + verb);
    }
  }

  /**
   * Parses a permission.
   *
   * @param text for example {@code config/*:read}
   * @return the permission
   * @throws IllegalArgumentException if the text is none
   */
  @JsonCreator
  public static Permission parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.length() > LONGEST + 1) {
      throw invalid(text);
    }
    return new Permission(text.substring(0, colon), text.substring(colon + 1));
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "Invalid permission \"%s\". Write a resource and a verb in small letters, for example \"config/pool:read\", \"config/*:read\" or \"*:*\"."
            .formatted(text.length() > LONGEST ? text.substring(0, 80) + "…" : text));
  }

  /**
   * Tells whether whoever has this permission has another, too.
   *
   * @param other the other permission
   * @return true if this one is the same or wider
   */
  public boolean implies(Permission other) {
    return (verb.equals("*") || verb.equals(other.verb)) && covers(other.resource);
  }

  private boolean covers(String other) {
    if (resource.equals("*") || resource.equals(other)) {
      return true;
    }
    return resource.endsWith("/*")
        && other.startsWith(resource.substring(0, resource.length() - 1));
  }

  /** Returns the permission as {@link #parse} reads it. */
  @Override
  @JsonValue
  public String toString() {
    return resource + ":" + verb;
  }
}
