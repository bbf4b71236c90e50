package io.kubernaut.examples.quickstart;

/**
 * An order that was placed.
 *
 * @param id its number
 * @param item what was ordered
 * @param quantity how many
 * @param cents what it costs
 * @param placedNanos when, on the monotonic clock
 */
record Order(long id, String item, int quantity, int cents, long placedNanos) {

  String json() {
    return "{\"id\":%d,\"item\":\"%s\",\"quantity\":%d,\"cents\":%d}"
        .formatted(id, item, quantity, cents);
  }
}
