package io.kubernaut.types.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A full resource name of Google Cloud: {@code //service.googleapis.com/path}. Case matters. A
 * project has an id and a number, which name the same; which belong together, nobody can tell from
 * a name, so they are not equal.
 *
 * @see <a href="https://cloud.google.com/iam/docs/full-resource-names">Full resource names</a>
 * @param service for example {@code compute.googleapis.com}
 * @param path the name relative to the service, for example {@code projects/p/zones/z/instances/i}
 */
public record GcpResourceName(String service, String path) implements CloudResourceId {

  private static final Pattern SERVICE =
      Pattern.compile("[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.googleapis\\.com");
  private static final Pattern PATH = Pattern.compile("[^/\\s]+(?:/[^/\\s]+)*");
  private static final Pattern ZONE = Pattern.compile("([a-z]+-[a-z]+\\d+)-[a-z]");
  private static final Pattern PROJECT =
      Pattern.compile("(?:[a-z][a-z0-9.-]*:)?[a-z][a-z0-9-]{4,28}[a-z0-9]|\\d{1,19}|_");
  private static final String EXAMPLE =
      "//compute.googleapis.com/projects/shop-prod/zones/europe-west1-b/instances/web-0";

  /**
   * Checks the parts.
   *
   * @param service the service
   * @param path the name relative to it
   * @throws IllegalArgumentException if a part is not in its grammar
   */
  public GcpResourceName {
    String text = "//" + service + "/" + path;
    require(SERVICE.matcher(service).matches(), text, "the service is no \"….googleapis.com\"");
    require(
        text.length() <= 2048 && PATH.matcher(path).matches(),
        text,
        "the path has an empty or blank segment");
    String project = behind(path, "projects");
    require(
        project == null || PROJECT.matcher(project).matches(),
        text,
        "\"" + project + "\" is no project");
  }

  private static void require(boolean holds, String text, String why) {
    if (!holds) {
      throw InvalidName.id(text, why, EXAMPLE);
    }
  }

  /**
   * Parses a full resource name.
   *
   * @param text the name
   * @return its parts
   * @throws IllegalArgumentException if it is none
   */
  @JsonCreator
  public static GcpResourceName parse(String text) {
    int slash = text.indexOf('/', 2);
    require(text.startsWith("//") && slash > 2, text, "it is no \"//service/path\"");
    return new GcpResourceName(text.substring(2, slash), text.substring(slash + 1));
  }

  private static @Nullable String behind(String path, String collection) {
    String[] segments = path.split("/", -1);
    for (int i = 0; i + 1 < segments.length; i++) {
      if (segments[i].equals(collection)) {
        return segments[i + 1];
      }
    }
    return null;
  }

  @Override
  public Provider provider() {
    return Provider.GCP;
  }

  /** Returns the project, its id or number. */
  @Override
  public Optional<String> account() {
    return Optional.ofNullable(behind(path, "projects"));
  }

  /**
   * Returns the zone.
   *
   * @return empty if the name has none
   */
  public Optional<String> zone() {
    return location().filter(location -> ZONE.matcher(location).matches());
  }

  @Override
  public Optional<String> region() {
    return location().filter(location -> !location.equals("global")).map(GcpResourceName::regionOf);
  }

  private Optional<String> location() {
    return Stream.of("zones", "regions", "locations")
        .flatMap(collection -> Stream.ofNullable(behind(path, collection)))
        .findFirst();
  }

  private static String regionOf(String location) {
    Matcher zone = ZONE.matcher(location);
    return zone.matches() ? zone.group(1) : location;
  }

  /** Returns the full resource name. */
  @Override
  @JsonValue
  public String toString() {
    return "//" + service + "/" + path;
  }
}
