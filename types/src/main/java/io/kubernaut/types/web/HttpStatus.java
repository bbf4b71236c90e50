package io.kubernaut.types.web;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A status of HTTP. Any code from 100 to 599 is one; those that are registered have a reason.
 *
 * @see <a href="https://www.iana.org/assignments/http-status-codes">IANA, HTTP status codes</a>
 * @param code 100 to 599
 */
public record HttpStatus(int code) {

  private static final String REASONS =
      """
      100 Continue
      101 Switching Protocols
      102 Processing
      103 Early Hints
      200 OK
      201 Created
      202 Accepted
      203 Non-Authoritative Information
      204 No Content
      205 Reset Content
      206 Partial Content
      207 Multi-Status
      208 Already Reported
      226 IM Used
      300 Multiple Choices
      301 Moved Permanently
      302 Found
      303 See Other
      304 Not Modified
      305 Use Proxy
      307 Temporary Redirect
      308 Permanent Redirect
      400 Bad Request
      401 Unauthorized
      402 Payment Required
      403 Forbidden
      404 Not Found
      405 Method Not Allowed
      406 Not Acceptable
      407 Proxy Authentication Required
      408 Request Timeout
      409 Conflict
      410 Gone
      411 Length Required
      412 Precondition Failed
      413 Content Too Large
      414 URI Too Long
      415 Unsupported Media Type
      416 Range Not Satisfiable
      417 Expectation Failed
      421 Misdirected Request
      422 Unprocessable Content
      423 Locked
      424 Failed Dependency
      425 Too Early
      426 Upgrade Required
      428 Precondition Required
      429 Too Many Requests
      431 Request Header Fields Too Large
      451 Unavailable For Legal Reasons
      500 Internal Server Error
      501 Not Implemented
      502 Bad Gateway
      503 Service Unavailable
      504 Gateway Timeout
      505 HTTP Version Not Supported
      506 Variant Also Negotiates
      507 Insufficient Storage
      508 Loop Detected
      511 Network Authentication Required
      """;

  private static final Map<Integer, String> BY_CODE =
      REASONS
          .lines()
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> Integer.valueOf(line.substring(0, 3)), line -> line.substring(4)));

  /**
   * Checks the code.
   *
   * @param code 100 to 599
   * @throws IllegalArgumentException if it is another number
   */
  public HttpStatus {
    if (code < 100 || code > 599) {
      throw new IllegalArgumentException("No HTTP status " + code + ". Use 100 to 599.");
    }
  }

  /**
   * Returns the reason that the code is registered with.
   *
   * @return for example {@code Not Found}; {@code Status 499} for a code that is not registered
   */
  public String reason() {
    return BY_CODE.getOrDefault(code, "Status " + code);
  }

  /**
   * Tells whether the request is answered as it should be.
   *
   * @return true for 200 to 299
   */
  public boolean isSuccess() {
    return code / 100 == 2;
  }

  /**
   * Tells whether something went wrong.
   *
   * @return true for 400 and above
   */
  public boolean isError() {
    return code >= 400;
  }

  /**
   * Tells whether the same request may succeed a little later.
   *
   * @return true for 408, 425, 429, 500, 502, 503 and 504
   */
  public boolean isTransient() {
    return code == 408 || code == 425 || code == 429 || code == 500 || (code >= 502 && code <= 504);
  }

  @Override
  public String toString() {
    return code + " " + reason();
  }
}
