package io.kubernaut.types.cloud;

import io.kubernaut.types.schema.Pointers;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.schema.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a provider allows for tags (Google: labels).
 *
 * <table>
 *   <caption>Rules</caption>
 *   <tr><th></th><th>number</th><th>key</th><th>value</th><th>case of keys</th></tr>
 *   <tr><td>AWS</td><td>50</td><td>1 to 128 letters, digits, blanks and {@code + - = . _ : / @}; not
 *       {@code aws:…}</td><td>at most 256 of the same</td><td>matters</td></tr>
 *   <tr><td>Azure</td><td>50</td><td>1 to 512, without <code>&lt; &gt; % &amp; \ ? /</code>; not {@code
 *       microsoft…}, {@code azure…}, {@code windows…}</td><td>at most 256</td><td>does not</td></tr>
 *   <tr><td>Google</td><td>64</td><td>1 to 63 small letters, digits, {@code _ -}, a letter first</td>
 *       <td>at most 63 of the same</td><td>small only</td></tr>
 * </table>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">AWS</a>
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources">Azure</a>
 * @see <a href="https://cloud.google.com/compute/docs/labeling-resources">Google</a>
 */
public final class TagRules {

  private static final Pattern AWS_KEY = Pattern.compile("[\\p{L}\\p{N}\\p{Z}+=._:/@-]{1,128}");
  private static final Pattern AWS_VALUE = Pattern.compile("[\\p{L}\\p{N}\\p{Z}+=._:/@-]{0,256}");
  private static final Pattern AZURE_KEY = Pattern.compile("[^<>%&\\\\?/\\p{Cntrl}]{1,512}");
  private static final Pattern AZURE_RESERVED =
      Pattern.compile("(?i)(?:microsoft|azure|windows).*");
  private static final Pattern GCP_KEY =
      Pattern.compile("[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}");
  private static final Pattern GCP_VALUE = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");

  private TagRules() {}

  /**
   * Checks tags against the provider's rules.
   *
   * @param provider whose rules
   * @param tags the tags
   * @return what is wrong, by key; empty if nothing is
   */
  public static List<Violation> check(Provider provider, Map<String, String> tags) {
    Violations found = new Violations();
    int most = provider == Provider.GCP ? 64 : 50;
    found.unless(
        tags.size() <= most, "", tags.size() + " tags", "must be at most " + most, "Drop some.");
    Set<String> seen = new HashSet<>();
    tags.forEach(
        (key, value) -> {
          String at = "/" + Pointers.escape(key);
          found.unless(isKey(provider, key), at, key, "is no key for " + provider, "See TagRules.");
          found.unless(
              isValue(provider, value), at, value, "is no value for " + provider, "See TagRules.");
          found.unless(
              seen.add(fold(provider, key)),
              at,
              key,
              "comes twice: case does not matter",
              "Keep one.");
        });
    return found.found();
  }

  private static boolean isKey(Provider provider, String key) {
    return switch (provider) {
      case AWS ->
          AWS_KEY.matcher(key).matches() && !key.toLowerCase(Locale.ROOT).startsWith("aws:");
      case AZURE -> AZURE_KEY.matcher(key).matches() && !AZURE_RESERVED.matcher(key).matches();
      case GCP -> GCP_KEY.matcher(key).matches();
    };
  }

  private static boolean isValue(Provider provider, String value) {
    return switch (provider) {
      case AWS -> AWS_VALUE.matcher(value).matches();
      case AZURE -> value.length() <= 256;
      case GCP -> GCP_VALUE.matcher(value).matches();
    };
  }

  private static String fold(Provider provider, String key) {
    return provider == Provider.AZURE ? key.toLowerCase(Locale.ROOT) : key;
  }

  /**
   * Finds a tag, as the provider compares keys.
   *
   * @param provider whose rules
   * @param tags the tags
   * @param key the key
   * @return its value
   */
  public static Optional<String> find(Provider provider, Map<String, String> tags, String key) {
    return tags.entrySet().stream()
        .filter(tag -> fold(provider, tag.getKey()).equals(fold(provider, key)))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
