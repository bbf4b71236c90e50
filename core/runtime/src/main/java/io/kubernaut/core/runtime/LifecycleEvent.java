package io.kubernaut.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happens to a platform and its components. */
public sealed interface LifecycleEvent extends PlatformEvent {

  /**
   * The platform came to another state.
   *
   * @param time when
   * @param source the platform's name
   * @param from the state it left
   * @param to the state it is in
   * @param lost the components that do not run
   */
  record StateChanged(
      Instant time, String source, PlatformState from, PlatformState to, List<String> lost)
      implements LifecycleEvent {

    /**
     * Copies the list.
     *
     * @param time when
     * @param source the platform's name
     * @param from the state it left
     * @param to the state it is in
     * @param lost the components that do not run
     */
    public StateChanged {
      lost = List.copyOf(lost);
    }

    @Override
    public String type() {
      return "platform.state";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("from", from.name(), "to", to.name(), "lost", String.join(",", lost));
    }
  }

  /**
   * A component runs: for the first time, or again.
   *
   * @param time when
   * @param source the component's name
   * @param restarts how often it was started again
   */
  record ComponentStarted(Instant time, String source, long restarts) implements LifecycleEvent {

    @Override
    public String type() {
      return "component.started";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("restarts", Long.toString(restarts));
    }
  }

  /**
   * A component died, got stuck or did not start, and will be started again.
   *
   * @param time when
   * @param source the component's name
   * @param problem why, in a sentence
   * @param retryIn how long until it is started again
   */
  record ComponentFailed(Instant time, String source, String problem, Duration retryIn)
      implements LifecycleEvent {

    @Override
    public String type() {
      return "component.failed";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("problem", problem, "retryIn", retryIn.toString());
    }
  }

  /**
   * A component died more often than its policy allows, and stays down.
   *
   * @param time when
   * @param source the component's name
   * @param problem why it died the last time, in a sentence
   */
  record ComponentGivenUp(Instant time, String source, String problem) implements LifecycleEvent {

    @Override
    public String type() {
      return "component.givenUp";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("problem", problem);
    }
  }

  /**
   * A step in a component's life failed or took too long; the steps after it went on.
   *
   * @param time when
   * @param source the component's name
   * @param step what was to be done, for example "stop"
   * @param problem why, in a sentence
   */
  record StepFailed(Instant time, String source, String step, String problem)
      implements LifecycleEvent {

    @Override
    public String type() {
      return "component.stepFailed";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("step", step, "problem", problem);
    }
  }

  /**
   * A task of the scheduler runs for so long that another thread took its place.
   *
   * @param time when
   * @param source the task's name
   * @param thread the thread it holds
   */
  record TaskStuck(Instant time, String source, String thread) implements LifecycleEvent {

    @Override
    public String type() {
      return "task.stuck";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("thread", thread);
    }
  }
}
