package io.kubernaut.types.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Amazon Resource Name: {@code arn:partition:service:region:account:resource}. Region and
 * account may be empty, and the resource may hold {@code :} and {@code /}. Case matters.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov} or a later one
 * @param service for example {@code ec2}
 * @param regionName the region, or nothing
 * @param accountId twelve digits, or nothing; some services put a word such as {@code aws} here
 * @param resource what it names, as the service writes it
 */
public record Arn(
    String partition, String service, String regionName, String accountId, String resource)
    implements CloudResourceId {

  private static final Pattern SYNTAX =
      Pattern.compile("arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)", Pattern.DOTALL);
  private static final Pattern PARTITION = Pattern.compile("aws(?:-[a-z0-9]+)*");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9][a-z0-9.-]*");
  private static final Pattern REGION = Pattern.compile("(?:[a-z0-9]+(?:-[a-z0-9]+)*|\\*)?");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?:\\d{12}|aws|aws-managed|cloudfront|third-party|\\*)?");
  private static final Pattern RESOURCE = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]*");
  private static final String EXAMPLE = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc";
  private static final int LONGEST = 2048;

  /**
   * Checks the parts.
   *
   * @param partition the partition
   * @param service the service
   * @param regionName the region, or nothing
   * @param accountId the account, or nothing
   * @param resource what it names
   * @throws IllegalArgumentException if a part is not in its grammar
   */
  public Arn {
    String text = String.join(":", "arn", partition, service, regionName, accountId, resource);
    require(PARTITION.matcher(partition).matches(), text, "the partition is no \"aws…\"");
    require(SERVICE.matcher(service).matches(), text, "the service is no small letters and digits");
    require(REGION.matcher(regionName).matches(), text, "the region is none");
    require(ACCOUNT.matcher(accountId).matches(), text, "the account has not twelve digits");
    require(
        RESOURCE.matcher(resource).matches(), text, "the resource is missing, or not printable");
    require(text.length() <= LONGEST, text, "it is longer than 2048 characters");
  }

  private static void require(boolean holds, String text, String why) {
    if (!holds) {
      throw InvalidName.id(text, why, EXAMPLE);
    }
  }

  /**
   * Parses an ARN.
   *
   * @param text the ARN
   * @return its parts
   * @throws IllegalArgumentException if it is none
   */
  @JsonCreator
  public static Arn parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    require(parts.matches(), text, "an ARN has six parts between colons");
    return new Arn(parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5));
  }

  @Override
  public Provider provider() {
    return Provider.AWS;
  }

  @Override
  public Optional<String> account() {
    return Optional.of(accountId).filter(account -> !account.isEmpty());
  }

  @Override
  public Optional<String> region() {
    return Optional.of(regionName).filter(region -> !region.isEmpty());
  }

  /**
   * Returns the type of the resource.
   *
   * @return the part before the first {@code /} or {@code :}; empty if there is neither
   */
  public Optional<String> resourceType() {
    int end = end();
    return end < 0 ? Optional.empty() : Optional.of(resource.substring(0, end));
  }

  /**
   * Returns the resource without its type.
   *
   * @return the part behind the first {@code /} or {@code :}
   */
  public String resourceId() {
    return resource.substring(end() + 1);
  }

  private int end() {
    int slash = resource.indexOf('/');
    int colon = resource.indexOf(':');
    return slash < 0 || (colon >= 0 && colon < slash) ? colon : slash;
  }

  /** Returns the ARN. */
  @Override
  @JsonValue
  public String toString() {
    return String.join(":", "arn", partition, service, regionName, accountId, resource);
  }
}
