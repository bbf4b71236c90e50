package io.kubernaut.health.checks;

import io.kubernaut.types.Criticality;
import io.kubernaut.types.health.HealthStatus;
import java.util.List;
import java.util.SplittableRandom;

/** Draws statuses and criticalities. */
final class Chance {

  private static final List<HealthStatus> STATUSES = List.of(HealthStatus.values());
  private static final List<Criticality> CRITICALITIES = List.of(Criticality.values());

  private Chance() {}

  static HealthStatus status(SplittableRandom random) {
    return STATUSES.get(random.nextInt(STATUSES.size()));
  }

  static HealthStatus notWorse(HealthStatus than, SplittableRandom random) {
    return STATUSES.get(random.nextInt(STATUSES.indexOf(than) + 1));
  }

  static Criticality criticality(SplittableRandom random) {
    return CRITICALITIES.get(random.nextInt(CRITICALITIES.size()));
  }
}
