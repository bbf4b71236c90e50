package io.kubernaut.core.http;

/**
 * Answers the requests of one route.
 *
 * <p>Called by several threads at once. It may block for as long as {@link
 * HttpLimits#requestTime()}; after that the client has its answer and {@link Request#cancelled()}
 * is true.
 */
@FunctionalInterface
public interface Handler {

  /**
   * Answers a request.
   *
   * @param request what was asked; its body is already read
   * @return the answer
   * @throws ProblemException to answer with a problem document
   * @throws Exception anything else becomes a problem document of status 500, without its message
   */
  Response handle(Request request) throws Exception;
}
