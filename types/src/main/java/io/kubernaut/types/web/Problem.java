package io.kubernaut.types.web;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as every error body says it. Members that are not known are extensions of the
 * problem's type, and kept. There is never a stack trace in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 * @param type what kind of problem; {@code about:blank} if missing
 * @param title the kind, for people
 * @param status the HTTP status that went with it
 * @param detail what went wrong this time, for people
 * @param instance names this occurrence
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "problem", version = 1)
public record Problem(
    @Nullable URI type,
    @Nullable @Size(max = 1024) String title,
    @Nullable @Min(100) @Max(599) Integer status,
    @Nullable String detail,
    @Nullable URI instance,
    @Extra Map<String, RawJson> extra) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final URI BLANK = URI.create("about:blank");

  /**
   * Copies the collections.
   *
   * @param type what kind of problem; {@code about:blank} if missing
   * @param title the kind, for people
   * @param status the HTTP status that went with it
   * @param detail what went wrong this time, for people
   * @param instance names this occurrence
   * @param extra fields this version does not know
   */
  public Problem {
    extra = Frozen.map(extra);
  }

  /**
   * Returns a problem that the status says enough about.
   *
   * @param status the HTTP status, 400 to 599
   * @param detail what went wrong this time
   * @return a problem without a type, with the status' own title
   */
  public static Problem of(HttpStatus status, String detail) {
    return new Problem(null, status.reason(), status.code(), detail, null, Map.of());
  }

  /**
   * Returns what kind of problem it is.
   *
   * @return the type; {@code about:blank} if the problem has none
   */
  public URI kind() {
    return type == null ? BLANK : type;
  }

  /**
   * Returns the same problem with one more member.
   *
   * @param name the member's name
   * @param value its value
   * @return a problem
   * @throws IllegalArgumentException if the name is that of a member of every problem
   */
  public Problem with(String name, RawJson value) {
    if (Set.of("type", "title", "status", "detail", "instance").contains(name)) {
      throw new IllegalArgumentException(
          "Every problem has a member \"" + name + "\". Give the extension another name.");
    }
    Map<String, RawJson> more = new LinkedHashMap<>(extra);
    more.put(name, value);
    return new Problem(type, title, status, detail, instance, more);
  }
}
