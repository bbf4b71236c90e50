package io.kubernaut.types.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Optional;

/**
 * The name of something in a cloud, as its provider writes it. Two are equal as the provider says:
 * Azure does not mind case, the others do. Ids of different providers are never equal. Nothing is
 * looked up.
 */
public sealed interface CloudResourceId permits Arn, AzureResourceId, GcpResourceName {

  /**
   * Parses the id of any provider.
   *
   * @param text an ARN, an Azure resource id or a full resource name of Google
   * @return the id
   * @throws IllegalArgumentException if it is none of these
   */
  @JsonCreator
  static CloudResourceId parse(String text) {
    if (text.startsWith("arn:")) {
      return Arn.parse(text);
    }
    if (text.startsWith("//")) {
      return GcpResourceName.parse(text);
    }
    if (text.startsWith("/")) {
      return AzureResourceId.parse(text);
    }
    throw InvalidName.id(
        text,
        "it begins neither with \"arn:\" nor with \"//\" nor with \"/\"",
        "arn:aws:s3:::bucket");
  }

  /**
   * Returns the provider.
   *
   * @return whose id it is
   */
  Provider provider();

  /**
   * Returns what bears the cost: the AWS account, Azure subscription or Google project.
   *
   * @return empty if the id does not say
   */
  Optional<String> account();

  /**
   * Returns where it is.
   *
   * @return the region; empty if the id does not say, or it is everywhere
   */
  Optional<String> region();
}
