package io.kubernaut.health.diagnostics.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up by name, for at most 2,000 names; what is beyond them is added up as one. */
final class Tally {

  private static final int MOST = 2_000;
  private static final String OTHERS = "others";

  private final Map<String, Double> sums = new HashMap<>();
  private double total;

  void add(String name, double amount) {
    total += amount;
    String key = sums.containsKey(name) || sums.size() < MOST ? name : OTHERS;
    sums.merge(key, amount, Double::sum);
  }

  double total() {
    return total;
  }

  /** Returns the largest, each with its share of the whole. */
  List<Profile.Share> top(int limit) {
    return sums.entrySet().stream()
        .map(
            sum ->
                new Profile.Share(
                    sum.getKey(), sum.getValue(), total == 0 ? 0 : sum.getValue() / total))
        .sorted(
            Comparator.comparingDouble((Profile.Share share) -> -share.amount())
                .thenComparing(Profile.Share::name))
        .limit(limit)
        .toList();
  }
}
