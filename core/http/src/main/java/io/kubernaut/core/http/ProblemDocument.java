package io.kubernaut.core.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An error as a client sees it: a problem document of RFC 9457.
 *
 * <pre>{@code
 * {"type":"tag:kubernaut.io,2026:problem/method-not-allowed","title":"Method Not Allowed",
 *  "status":405,"detail":"/metrics answers GET, HEAD, OPTIONS.","code":"method-not-allowed"}
 * }</pre>
 *
 * <p>The code is stable from release to release, so programs may branch on it; the detail is for
 * people. Neither carries a stack trace or the message of an unexpected exception.
 *
 * @param status the HTTP status, 400 to 599
 * @param code the stable code, such as {@code method-not-allowed}
 * @param detail what was given, which rule it broke, what to do
 */
public record ProblemDocument(int status, String code, String detail) {

  /** The media type of the document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "tag:kubernaut.io,2026:problem/";
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * Checks the parts.
   *
   * @param status the HTTP status, 400 to 599
   * @param code the stable code, such as {@code method-not-allowed}
   * @param detail what was given, which rule it broke, what to do
   */
  public ProblemDocument {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(
          "Invalid problem status " + status + ". A problem is an error: use 400 to 599.");
    }
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "Invalid problem code \"%s\". Use small words joined by '-', for example \"rate-limited\"."
              .formatted(code));
    }
  }

  /**
   * Returns the title that belongs to the status.
   *
   * @return the reason phrase, such as {@code Not Found}
   */
  public String title() {
    return Status.reason(status);
  }

  /**
   * Returns the type that names the kind of problem. It identifies, it is no page.
   *
   * @return an absolute URI that ends in the code
   */
  public String type() {
    return TYPE_PREFIX + code;
  }

  /**
   * Returns the document as JSON text.
   *
   * @return one line of JSON
   */
  public String toJson() {
    StringBuilder out = new StringBuilder(160 + detail.length());
    out.append("{\"type\":");
    Json.string(out, type());
    out.append(",\"title\":");
    Json.string(out, title());
    out.append(",\"status\":").append(status).append(",\"detail\":");
    Json.string(out, detail);
    out.append(",\"code\":");
    Json.string(out, code);
    return out.append('}').toString();
  }

  /**
   * Returns the response that carries this problem.
   *
   * @return a response of this status and media type
   */
  public Response toResponse() {
    byte[] json = (toJson() + "\n").getBytes(StandardCharsets.UTF_8);
    return Response.bytes(MEDIA_TYPE, json).withStatus(status);
  }
}
