package io.kubernaut.types.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A region of a provider. Regions of different providers are never the same.
 *
 * @param provider whose region
 * @param name for example {@code eu-west-1}, {@code westeurope}, {@code europe-west1}
 */
public record Region(Provider provider, String name) {

  private static final Map<Provider, Pattern> NAMES =
      Map.of(
          Provider.AWS, Pattern.compile("[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}"),
          Provider.AZURE, Pattern.compile("[a-z]+\\d{0,2}(?:euap|stage)?"),
          Provider.GCP, Pattern.compile("[a-z]+-[a-z]+\\d{1,2}"));

  /**
   * Brings the name into its canonical form: Azure's display names such as {@code West Europe} are
   * also taken.
   *
   * @param provider whose region
   * @param name its name
   * @throws IllegalArgumentException if the provider has no such names
   */
  public Region {
    if (provider == Provider.AZURE) {
      name = name.replace(" ", "").toLowerCase(Locale.ROOT);
    }
    if (!NAMES.getOrDefault(provider, Pattern.compile("")).matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no name of a region of %s. Write for example %s."
              .formatted(
                  name,
                  provider,
                  provider == Provider.AWS
                      ? "eu-west-1"
                      : provider == Provider.GCP ? "europe-west1" : "westeurope"));
    }
  }
}
