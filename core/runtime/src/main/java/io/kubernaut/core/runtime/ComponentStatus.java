package io.kubernaut.core.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * How one component fares: what a health check, a readiness probe or a console shows.
 *
 * @param name the component's name
 * @param essential whether the platform fails without it
 * @param state where it stands
 * @param since when it came to that state
 * @param restarts how often it was started again since the platform started
 * @param problem why it is not running, in a sentence; empty while it runs
 */
public record ComponentStatus(
    String name,
    boolean essential,
    ComponentState state,
    Instant since,
    long restarts,
    Optional<String> problem) {}
