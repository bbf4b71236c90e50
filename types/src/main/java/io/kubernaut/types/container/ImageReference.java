package io.kubernaut.types.container;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an image: {@code host:port/name:tag@algorithm:hex}.
 *
 * <p>The first segment is a host only if it has a dot, a port or a capital letter, or is {@code
 * localhost}; nothing is filled in for a missing one, but {@link #normalized()} does. Where both
 * are given, the digest decides what is pulled.
 *
 * @see <a href="https://github.com/distribution/reference">the grammar of references</a>
 */
public final class ImageReference {

  private static final String WORD = "[a-z0-9]+";
  private static final String SEGMENT = WORD + "(?:(?:\\.|_|__|-+)" + WORD + ")*";
  private static final Pattern NAME = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + ")*");
  private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  private static final Pattern HOST =
      Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:]+])(?::\\d+)?");
  private static final Pattern PARTS =
      Pattern.compile("([^@]+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(.+))?");
  private static final Pattern IMAGE_ID = Pattern.compile("[a-f0-9]{64}");
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
  private static final int LONGEST = 1024;
  private static final int LONGEST_NAME = 255;
  private static final String HUB = "docker.io";

  private final @Nullable String host;
  private final String name;
  private final @Nullable String tag;
  private final @Nullable Digest digest;

  private ImageReference(
      @Nullable String host, String name, @Nullable String tag, @Nullable Digest digest) {
    this.host = host;
    this.name = name;
    this.tag = tag;
    this.digest = digest;
  }

  /**
   * Parses a reference.
   *
   * @param text the reference
   * @return its parts
   * @throws IllegalArgumentException if the text is not in the grammar of references
   */
  @JsonCreator
  public static ImageReference parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (text.length() > LONGEST || !parts.matches()) {
      throw invalid(text, "it is not of the form host/name:tag@digest");
    }
    if (IMAGE_ID.matcher(text).matches()) {
      throw invalid(text, "it is the id of an image, no name");
    }
    String path = parts.group(1);
    int slash = path.indexOf('/');
    String host = slash > 0 && isHost(path.substring(0, slash)) ? path.substring(0, slash) : null;
    String name = host == null ? path : path.substring(slash + 1);
    if (name.length() > LONGEST_NAME) {
      throw invalid(text, "the name has more than " + LONGEST_NAME + " characters");
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid(text, "\"" + name + "\" is no name of lower-case words joined by . _ - and /");
    }
    return new ImageReference(host, name, parts.group(2), digest(text, parts.group(3)));
  }

  private static boolean isHost(String segment) {
    boolean stands =
        segment.contains(".")
            || segment.contains(":")
            || segment.equals("localhost")
            || CAPITAL.matcher(segment).find();
    return stands && HOST.matcher(segment).matches();
  }

  private static @Nullable Digest digest(String text, @Nullable String digest) {
    try {
      return digest == null ? null : Digest.parse(digest);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          invalid(text, "\"" + digest + "\" is no digest such as sha256 and 64 hex digits")
              .getMessage(),
          e);
    }
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException(
        "Invalid image reference \""
            + text
            + "\": "
            + why
            + ". Write for example \"registry.local:5000/team/orders:1.4\".");
  }

  /**
   * Returns the registry's host.
   *
   * @return host and port, if given
   */
  public Optional<String> host() {
    return Optional.ofNullable(host);
  }

  /**
   * Returns the repository's name.
   *
   * @return for example {@code team/orders}
   */
  public String name() {
    return name;
  }

  /**
   * Returns the tag.
   *
   * @return the tag, if given
   */
  public Optional<String> tag() {
    return Optional.ofNullable(tag);
  }

  /**
   * Returns the digest.
   *
   * @return algorithm and value, if given
   */
  public Optional<Digest> digest() {
    return Optional.ofNullable(digest);
  }

  /**
   * Fills in what a container runtime does for what is missing: the host {@code docker.io}, its
   * project {@code library}, and the tag {@code latest} where there is no digest either.
   *
   * @return a reference that names its registry
   */
  public ImageReference normalized() {
    String registry = host == null || host.equals("index.docker.io") ? HUB : host;
    boolean isOfficial = registry.equals(HUB) && name.indexOf('/') < 0;
    return new ImageReference(
        registry,
        isOfficial ? "library/" + name : name,
        tag == null && digest == null ? "latest" : tag,
        digest);
  }

  /**
   * Returns the package URL of the type {@code oci}. Without a digest it names no certain content.
   *
   * @return for example {@code pkg:oci/orders@sha256:…?repository_url=…}
   */
  public PackageUrl packageUrl() {
    Map<String, String> qualifiers = new TreeMap<>();
    ImageReference full = normalized();
    qualifiers.put("repository_url", full.host + "/" + full.name);
    full.tag().ifPresent(given -> qualifiers.put("tag", given));
    String last = name.substring(name.lastIndexOf('/') + 1);
    String version = digest == null ? null : digest.toString();
    return new PackageUrl("oci", null, last, version, qualifiers, null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageReference that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns the reference as it was written. */
  @Override
  @JsonValue
  public String toString() {
    return (host == null ? "" : host + "/")
        + name
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }
}
