package io.kubernaut.types.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a resource in Azure: pairs of a type and a name below a subscription, management group
 * or the tenant; an extension of another resource follows a second {@code /providers/}. Case does
 * not matter for equality, and is kept.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource">Resource
 *     ids</a>
 */
public final class AzureResourceId implements CloudResourceId {

  private static final Pattern SEGMENT = Pattern.compile("[^/\\s\\x00-\\x1f<>%&?#\\\\]{1,260}");
  private static final Pattern NAMESPACE =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9]+)+");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String EXAMPLE =
      "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/web-0";
  private static final int LONGEST = 2048;

  private final String text;
  private final List<String> segments;

  private AzureResourceId(String text, List<String> segments) {
    this.text = text;
    this.segments = segments;
  }

  /**
   * Parses an id.
   *
   * @param text the id
   * @return the id
   * @throws IllegalArgumentException if it is none
   */
  @JsonCreator
  public static AzureResourceId parse(String text) {
    require(text.length() <= LONGEST && text.startsWith("/"), text, "it does not begin with '/'");
    List<String> segments = List.of(text.substring(1).split("/", -1));
    for (String segment : segments) {
      require(
          SEGMENT.matcher(segment).matches(),
          text,
          "the segment \"" + segment + "\" is empty or has characters that are not allowed");
    }
    int at = scope(text, segments);
    while (at < segments.size()) {
      at = provider(text, segments, at);
    }
    return new AzureResourceId(text, segments);
  }

  // Returns where the scope ends: behind the subscription, its resource group, or at once.
  private static int scope(String text, List<String> segments) {
    if (!segments.get(0).equalsIgnoreCase("subscriptions")) {
      require(
          segments.get(0).equalsIgnoreCase("providers"),
          text,
          "it begins neither with \"subscriptions\" nor with \"providers\"");
      return 0;
    }
    require(
        segments.size() > 1 && UUID.matcher(segments.get(1)).matches(),
        text,
        "the subscription is no UUID");
    if (segments.size() > 2 && segments.get(2).equalsIgnoreCase("resourceGroups")) {
      require(segments.size() > 3, text, "the resource group has no name");
      return 4;
    }
    return 2;
  }

  // Returns where the resource of a provider ends: at the next provider, or at the end.
  private static int provider(String text, List<String> segments, int at) {
    require(
        segments.get(at).equalsIgnoreCase("providers"),
        text,
        "\"" + segments.get(at) + "\" stands where \"providers\" must");
    require(
        at + 1 < segments.size() && NAMESPACE.matcher(segments.get(at + 1)).matches(),
        text,
        "a provider's namespace is missing");
    int end = at + 2;
    while (end < segments.size() && !segments.get(end).equalsIgnoreCase("providers")) {
      end += 2;
    }
    require(end > at + 2, text, "a type and a name must follow the provider");
    require(end <= segments.size(), text, "the last type has no name");
    return end;
  }

  private static void require(boolean holds, String text, String why) {
    if (!holds) {
      throw InvalidName.id(text, why, EXAMPLE);
    }
  }

  @Override
  public Provider provider() {
    return Provider.AZURE;
  }

  /** Returns the subscription. */
  @Override
  public Optional<String> account() {
    return behind("subscriptions", 0);
  }

  /** Returns nothing: an id of Azure does not say where the resource is. */
  @Override
  public Optional<String> region() {
    return Optional.empty();
  }

  /**
   * Returns the resource group.
   *
   * @return empty for what belongs to none
   */
  public Optional<String> resourceGroup() {
    return behind("resourceGroups", 2);
  }

  private Optional<String> behind(String word, int at) {
    boolean isThere = segments.size() > at + 1 && segments.get(at).equalsIgnoreCase(word);
    return isThere ? Optional.of(segments.get(at + 1)) : Optional.empty();
  }

  /**
   * Returns the full type of the resource; of the extension, if it is one.
   *
   * @return for example {@code Microsoft.Sql/servers/databases}; empty for a mere scope
   */
  public Optional<String> resourceType() {
    int at = segments.size() - 1;
    while (at >= 0 && !segments.get(at).equalsIgnoreCase("providers")) {
      at--;
    }
    if (at < 0) {
      return Optional.empty();
    }
    StringBuilder type = new StringBuilder(segments.get(at + 1));
    for (int i = at + 2; i < segments.size(); i += 2) {
      type.append('/').append(segments.get(i));
    }
    return Optional.of(type.toString());
  }

  /**
   * Returns the name of the resource.
   *
   * @return the last segment
   */
  public String name() {
    return segments.get(segments.size() - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AzureResourceId that && text.equalsIgnoreCase(that.text);
  }

  @Override
  public int hashCode() {
    return text.toLowerCase(Locale.ROOT).hashCode();
  }

  /** Returns the id as it was written. */
  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
