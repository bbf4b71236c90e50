package io.kubernaut.health.diagnostics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in a bundle, and what is not.
 *
 * @param platform the service it is of
 * @param version which version of that
 * @param created when it was made, by the wall clock
 * @param took how long that took
 * @param bytes how much all parts have, before they are compressed
 * @param limit how much they may have
 * @param parts each part, also those that failed
 * @param warnings what a reader should know: parts without all their lines, little room left
 */
public record BundleManifest(
    String platform,
    String version,
    Instant created,
    Duration took,
    long bytes,
    long limit,
    List<Part> parts,
    List<String> warnings) {

  /**
   * Copies the lists.
   *
   * @param platform the service it is of
   * @param version which version of that
   * @param created when it was made
   * @param took how long that took
   * @param bytes how much all parts have
   * @param limit how much they may have
   * @param parts each part
   * @param warnings what a reader should know
   */
  public BundleManifest {
    parts = List.copyOf(parts);
    warnings = List.copyOf(warnings);
  }

  /** How a part fared. */
  public enum State {
    /** It is whole. */
    COMPLETE,
    /** Some of its lines were left out. */
    TRUNCATED,
    /** It threw; what it had written before is there. */
    FAILED,
    /** It took too long; what it had written by then is there. */
    TIMED_OUT,
    /** The time or the threads of the bundle were used up before it. */
    SKIPPED
  }

  /**
   * A part of the bundle.
   *
   * @param name its name in the archive
   * @param state how it fared
   * @param detail what went wrong or was left out; empty if nothing
   * @param bytes how much of it is there
   * @param leftOut how many characters of it are not
   * @param took how long it took
   * @param sha256 of what is there, in small hexadecimal digits
   */
  public record Part(
      String name,
      State state,
      String detail,
      long bytes,
      long leftOut,
      Duration took,
      String sha256) {}

  /**
   * Returns a part.
   *
   * @param name its name in the archive
   * @return the part; empty if there is none of that name
   */
  public Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** Returns the document that is in the bundle. */
  String json() {
    JsonText json = new JsonText().begin();
    json.field("format", 1);
    json.field("platform", platform).field("version", version);
    json.field("created", created.toString()).field("tookMillis", took.toMillis());
    json.field("bytes", bytes).field("limitBytes", limit);
    json.list("warnings", warnings);
    json.list("parts", parts, (part, out) -> describe(part, out));
    return json.end().toString();
  }

  private static void describe(Part part, JsonText out) {
    out.field("name", part.name()).field("state", part.state().name());
    out.field("bytes", part.bytes()).field("leftOutCharacters", part.leftOut());
    out.field("tookMillis", part.took().toMillis()).field("sha256", part.sha256());
    if (!part.detail().isEmpty()) {
      out.field("detail", part.detail());
    }
  }
}
