package io.kubernaut.core.runtime;

import java.time.Duration;

/** Why a component is replaced that has missed its heartbeat. */
final class StuckException extends Exception {

  private static final long serialVersionUID = 1L;

  StuckException(String component, Duration heartbeat) {
    super("component \"%s\" is stuck: no heartbeat for %s".formatted(component, heartbeat));
  }
}
