package io.kubernaut.benchmarks.overhead;

import java.util.List;

/**
 * How much is measured.
 *
 * @param forks JVMs for the request
 * @param rounds rounds in each
 * @param batch requests of a variant in a round
 * @param wholeForks JVMs for the whole SDK
 * @param windows windows with the SDK in each, and as many without it before and after
 * @param seed of all that is random
 */
record Effort(int forks, int rounds, int batch, int wholeForks, int windows, long seed) {
  private static final String QUICK = "--quick";
  private static final String SEED = "--seed=";

  private static final Effort FULL = new Effort(10, 400, 1_000, 4, 8, 0);
  private static final Effort SHORT = new Effort(4, 200, 1_000, 2, 4, 0);

  static Effort of(List<String> arguments) {
    Effort effort = FULL;
    long seed = System.currentTimeMillis();
    for (String argument : arguments) {
      if (argument.equals(QUICK)) {
        effort = SHORT;
      } else if (argument.startsWith(SEED)) {
        seed = Long.parseLong(argument.substring(SEED.length()));
      } else {
        throw new IllegalArgumentException(
            "Unknown argument \"%s\". Use %s, %sN, or none.".formatted(argument, QUICK, SEED));
      }
    }
    return effort.withSeed(seed);
  }

  private Effort withSeed(long other) {
    return new Effort(forks, rounds, batch, wholeForks, windows, other);
  }
}
