package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A component that writes its steps to a journal, and does in them what a test wants. */
final class Probe implements Component {

  private final String name;
  private final List<String> journal;
  private final Set<String> dependsOn;
  private boolean essential = true;
  private RestartPolicy restart = RestartPolicy.never();
  private OnStart onStart = platform -> {};
  private OnStop onStop = budget -> {};

  Probe(String name, List<String> journal, String... dependsOn) {
    this.name = name;
    this.journal = journal;
    this.dependsOn = Set.of(dependsOn);
  }

  interface OnStart {
    void run(Platform platform) throws Exception;
  }

  interface OnStop {
    void run(Duration budget) throws Exception;
  }

  Probe onStart(OnStart action) {
    onStart = action;
    return this;
  }

  Probe onStop(OnStop action) {
    onStop = action;
    return this;
  }

  Probe optional() {
    essential = false;
    return this;
  }

  Probe restart(RestartPolicy policy) {
    restart = policy;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> dependsOn() {
    return dependsOn;
  }

  @Override
  public boolean essential() {
    return essential;
  }

  @Override
  public RestartPolicy restart() {
    return restart;
  }

  @Override
  public void start(Platform platform) throws Exception {
    journal.add("start " + name);
    onStart.run(platform);
  }

  @Override
  public void stop(Duration budget) throws Exception {
    journal.add("stop " + name);
    onStop.run(budget);
  }
}
