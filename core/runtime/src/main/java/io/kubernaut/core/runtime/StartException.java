package io.kubernaut.core.runtime;

/**
 * Says that a platform did not start. Whatever had been started is stopped again by then; what went
 * wrong while stopping is {@linkplain Throwable#getSuppressed() suppressed}.
 */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String component;

  StartException(String platform, String component, Throwable cause) {
    super(
        "Platform \"%s\" did not start: component \"%s\" failed: %s"
            .formatted(platform, component, Problem.of(cause)),
        cause);
    this.component = component;
  }

  /**
   * Returns the component that failed.
   *
   * @return its name
   */
  public String component() {
    return component;
  }
}
