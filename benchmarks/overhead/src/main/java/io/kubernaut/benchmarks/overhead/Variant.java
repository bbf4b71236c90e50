package io.kubernaut.benchmarks.overhead;

/**
 * One way to measure requests, or none. Each is a class of its own with a loop of its own, so that
 * the compiler makes code for it as it would in a service that knows only this way.
 */
interface Variant {

  /**
   * Handles some requests and measures each in this way.
   *
   * @param handler what to call
   * @param first the number of the first request
   * @param count how many
   * @return something that depends on all results
   */
  int run(RequestHandler handler, int first, int count);
}
