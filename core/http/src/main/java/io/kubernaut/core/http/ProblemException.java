package io.kubernaut.core.http;

import java.util.Objects;

/** Ends the handling of a request with a problem document. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemDocument problem;
  private final transient Headers headers;

  /**
   * Ends with a problem document.
   *
   * @param problem what the client gets
   */
  public ProblemException(ProblemDocument problem) {
    this(problem, Headers.none());
  }

  /**
   * Ends with a problem document and headers beside it, such as {@code Retry-After}.
   *
   * @param problem what the client gets
   * @param headers added to the response
   */
  public ProblemException(ProblemDocument problem, Headers headers) {
    // The stack is of no use to anyone: a refusal is an answer, and it may come at line rate.
    super(problem.status() + " " + problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = Objects.requireNonNull(problem, "problem");
    this.headers = Objects.requireNonNull(headers, "headers");
  }

  /**
   * Returns what the client gets.
   *
   * @return the problem
   */
  public ProblemDocument problem() {
    return problem;
  }

  /**
   * Returns the headers beside it.
   *
   * @return the headers, often none
   */
  public Headers headers() {
    return headers;
  }

  /** Returns what the client gets, with the headers beside it. */
  Response toResponse() {
    Response response = problem.toResponse();
    Headers.Builder all = Headers.builder();
    response.headers().forEach(all::add);
    headers.forEach(all::add);
    return response.withHeaders(all.build());
  }
}
