package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.Set;

/**
 * A part of a platform with a life of its own: started after everything it depends on, stopped
 * before it, started again when it dies.
 *
 * <p>{@link #start} and {@link #stop} never run at the same time. They run on a thread of the
 * platform that is abandoned when they take longer than they may, so that one component which hangs
 * cannot hold the others. A component may be started again after it was stopped. While a component
 * is restarted, those which depend on it keep running: they have to bear its absence.
 */
public interface Component {

  /**
   * Returns the name that others depend on, unique in its platform.
   *
   * @return one to 64 letters, digits, dots, dashes and underscores
   */
  String name();

  /**
   * Returns the names of the components that have to run before this one is started.
   *
   * @return names; none unless overridden
   */
  default Set<String> dependsOn() {
    return Set.of();
  }

  /**
   * Tells whether the platform is worth nothing without this component. If an essential component
   * does not start, the platform does not start; any other is lost for the time being, and the
   * platform runs {@link PlatformState#DEGRADED degraded}. An essential component cannot depend on
   * one which is not.
   *
   * @return true unless overridden
   */
  default boolean essential() {
    return true;
  }

  /**
   * Returns how this component is started again after it died.
   *
   * @return {@link RestartPolicy#standard()} unless overridden
   */
  default RestartPolicy restart() {
    return RestartPolicy.standard();
  }

  /**
   * Returns the longest time between two {@linkplain Lifeline#beat() beats}, after which this
   * component counts as stuck and is replaced.
   *
   * @return a positive duration, or {@link Duration#ZERO} (unless overridden) for one that does not
   *     beat
   */
  default Duration heartbeat() {
    return Duration.ZERO;
  }

  /**
   * Starts. Returns when others may rely on this component.
   *
   * @param platform what it is part of, with clocks, threads and events; {@link
   *     Platform#lifeline(Component)} is where a later death is reported
   * @throws Exception if it cannot start; {@link #stop} is called all the same
   */
  void start(Platform platform) throws Exception;

  /**
   * Stops: finishes what is under way and releases everything. Also called after a failed start, so
   * it must bear being half started.
   *
   * @param budget how long it may take; then its thread is interrupted and abandoned
   * @throws Exception if something could not be released; it is reported, and stopping goes on
   */
  void stop(Duration budget) throws Exception;
}
