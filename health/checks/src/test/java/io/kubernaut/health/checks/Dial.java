package io.kubernaut.health.checks;

/** A thing whose health a test sets. */
final class Dial implements HealthCheck.Probe {

  private volatile Outcome outcome = Outcome.up();
  private int looks;

  void set(Outcome next) {
    outcome = next;
  }

  int looks() {
    return looks;
  }

  @Override
  public Outcome look() {
    looks++;
    return outcome;
  }
}
