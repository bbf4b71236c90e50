package io.kubernaut.types.kubernetes;

import java.util.regex.Pattern;

/**
 * The rules for names, label keys and label values of objects that are to be created.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">names</a>
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">
 *     labels</a>
 */
public final class ObjectNames {

  private static final int LABEL = 63;
  private static final int SUBDOMAIN = 253;
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile(DNS_LABEL.pattern() + "(?:\\." + DNS_LABEL.pattern() + ")*");
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

  private ObjectNames() {}

  /**
   * Tells whether a text is a DNS label (RFC 1123): the name of a namespace or service.
   *
   * @param text the text
   * @return true for 1 to 63 small letters, digits and inner hyphens
   */
  public static boolean isLabel(String text) {
    return text.length() <= LABEL && DNS_LABEL.matcher(text).matches();
  }

  /**
   * Tells whether a text is a DNS subdomain (RFC 1123): the name of most other objects.
   *
   * @param text the text
   * @return true for at most 253 characters, labels joined by dots
   */
  public static boolean isSubdomain(String text) {
    return text.length() <= SUBDOMAIN && DNS_SUBDOMAIN.matcher(text).matches();
  }

  /**
   * Tells whether a text may be the key of a label or annotation.
   *
   * @param text the text
   * @return true for a name of at most 63 characters, after an optional subdomain and {@code /}
   */
  public static boolean isLabelKey(String text) {
    int slash = text.indexOf('/');
    return (slash < 0 || isSubdomain(text.substring(0, slash)))
        && isQualified(text.substring(slash + 1));
  }

  /**
   * Tells whether a text may be the value of a label.
   *
   * @param text the text
   * @return true for at most 63 letters, digits and inner {@code . _ -}, or nothing
   */
  public static boolean isLabelValue(String text) {
    return text.isEmpty() || isQualified(text);
  }

  private static boolean isQualified(String text) {
    return text.length() <= LABEL && QUALIFIED.matcher(text).matches();
  }
}
