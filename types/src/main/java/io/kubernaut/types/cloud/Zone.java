package io.kubernaut.types.cloud;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A zone: a part of a region that fails on its own.
 *
 * @param region the region it is in
 * @param name its full name, for example {@code eu-west-1a}, {@code westeurope-1}, {@code
 *     europe-west1-b}
 */
public record Zone(Region region, String name) {

  // AWS: the region and a letter, or a local or wavelength zone; Azure: a number; Google: a letter.
  private static final Map<Provider, Pattern> NAMES =
      Map.of(
          Provider.AWS,
              Pattern.compile(
                  "([a-z]{2,4}(?:-[a-z]+)+-\\d{1,2})(?:[a-z]|-[a-z0-9]+(?:-[a-z0-9]+)*-\\d{1,2}[a-z]?)"),
          Provider.AZURE, Pattern.compile("([a-z]+\\d{0,2})-\\d"),
          Provider.GCP, Pattern.compile("([a-z]+-[a-z]+\\d{1,2})-[a-z]"));

  /**
   * Parses a zone.
   *
   * @param provider whose zone
   * @param name its full name; for Azure the region, a hyphen and the number
   * @return the zone, with its region
   * @throws IllegalArgumentException if the provider has no such names
   */
  public static Zone of(Provider provider, String name) {
    Matcher parts = NAMES.getOrDefault(provider, Pattern.compile("()")).matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no name of a zone of %s. Write a region and the zone in it, for example eu-west-1a, westeurope-1 or europe-west1-b."
              .formatted(name, provider));
    }
    return new Zone(new Region(provider, parts.group(1)), name);
  }

  /**
   * Returns the provider.
   *
   * @return whose zone
   */
  public Provider provider() {
    return region.provider();
  }
}
