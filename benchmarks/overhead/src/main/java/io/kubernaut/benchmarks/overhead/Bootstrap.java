package io.kubernaut.benchmarks.overhead;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How much the variants cost above the bare one, and how sure that is.
 *
 * <p>Within a round the variants run one after the other, so what slows the machine down for a
 * while slows all of them, and the difference to the round's bare batch is free of it. A fork's
 * estimate is the median of its rounds' differences: a batch that was interrupted does not matter.
 * The result is the mean over forks, since each fork has a memory layout and machine code of its
 * own, and these are what a service gets by chance.
 *
 * <p>The interval is a bootstrap of both levels: forks are drawn with replacement, and in each the
 * rounds; 95 % of the results so drawn lie inside. All variants share the drawn rounds, so that
 * ratios between them are paired too.
 */
final class Bootstrap {
  private static final int DRAWS = 1_000;

  private final double[][] draws = new double[DRAWS][];
  private final double[] estimate;

  Bootstrap(List<Rounds> forks, long seed) {
    double[][][] differences =
        forks.stream().map(Bootstrap::differences).toArray(double[][][]::new);
    this.estimate = mean(Arrays.stream(differences).map(Bootstrap::medians).toList());
    Random random = new Random(seed);
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = draw(differences, random);
    }
  }

  /** For each variant the differences of all rounds. */
  private static double[][] differences(Rounds rounds) {
    double[][] all = new double[rounds.names().size()][rounds.times().size()];
    for (int v = 0; v < all.length; v++) {
      for (int r = 0; r < all[v].length; r++) {
        all[v][r] = rounds.difference(r, v);
      }
    }
    return all;
  }

  private static double[] draw(double[][][] forks, Random random) {
    double[][] medians = new double[forks.length][];
    for (int f = 0; f < forks.length; f++) {
      double[][] fork = forks[random.nextInt(forks.length)];
      int[] rounds = random.ints(fork[0].length, 0, fork[0].length).toArray();
      medians[f] =
          Arrays.stream(fork)
              .mapToDouble(
                  variant -> median(Arrays.stream(rounds).mapToDouble(r -> variant[r]).toArray()))
              .toArray();
    }
    return mean(List.of(medians));
  }

  private static double[] medians(double[][] variants) {
    return Arrays.stream(variants).mapToDouble(Bootstrap::median).toArray();
  }

  private static double[] mean(List<double[]> rows) {
    double[] mean = new double[rows.get(0).length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.size();
      }
    }
    return mean;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The cost of a variant in percent of the first. */
  Interval cost(int variant) {
    return interval(costs -> costs[variant]);
  }

  /** The interval of anything that follows from the costs of the variants. */
  Interval interval(ToDoubleFunction<double[]> figure) {
    double[] drawn = Arrays.stream(draws).mapToDouble(figure).sorted().toArray();
    return new Interval(
        figure.applyAsDouble(estimate), drawn[(int) (DRAWS * 0.025)], drawn[(int) (DRAWS * 0.975)]);
  }
}
