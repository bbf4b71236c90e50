package io.kubernaut.types.container;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an image: {@code host:port/name:tag@algorithm:hex}.
 *
 * <p>The first segment is a host only if it has a dot or a port, or is {@code localhost}; nothing
 * is filled in for a missing one. Where both are given, the digest decides what is pulled.
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
  private static final Pattern DIGEST =
      Pattern.compile("[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");
  private static final Pattern SHA = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");
  private static final int LONGEST_NAME = 255;

  private final @Nullable String host;
  private final String name;
  private final @Nullable String tag;
  private final @Nullable String digest;

  private ImageReference(
      @Nullable String host, String name, @Nullable String tag, @Nullable String digest) {
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
  public static ImageReference parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (text.length() > 1024 || !parts.matches()) {
      throw invalid(text, "it is not of the form host/name:tag@digest");
    }
    String path = parts.group(1);
    int slash = path.indexOf('/');
    String first = slash < 0 ? "" : path.substring(0, slash);
    String host = isHost(first) ? first : null;
    String name = host == null ? path : path.substring(slash + 1);
    if (host != null && !HOST.matcher(host).matches()) {
      throw invalid(text, "\"" + host + "\" is no host");
    }
    if (path.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw invalid(text, "\"" + name + "\" is no name of lower-case words joined by . _ - and /");
    }
    checkDigest(text, parts.group(3));
    return new ImageReference(host, name, parts.group(2), parts.group(3));
  }

  private static boolean isHost(String segment) {
    return segment.contains(".") || segment.contains(":") || segment.equals("localhost");
  }

  private static void checkDigest(String text, @Nullable String digest) {
    if (digest == null) {
      return;
    }
    boolean known = digest.startsWith("sha256:") || digest.startsWith("sha512:");
    if (!(known ? SHA : DIGEST).matcher(digest).matches()) {
      throw invalid(text, "\"" + digest + "\" is no digest such as sha256 and 64 hex digits");
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
  public Optional<String> digest() {
    return Optional.ofNullable(digest);
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
  public String toString() {
    return (host == null ? "" : host + "/")
        + name
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }
}
