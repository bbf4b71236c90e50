package io.kubernaut.metrics.query.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the status pages say of the server around the API. It is shown to everybody who may read
 * metrics, so it must hold no secret.
 *
 * @param configuration its configuration as YAML, or empty
 * @param flags its options by name
 * @param retention how long samples are kept, in words
 */
public record ServerFacts(String configuration, Map<String, String> flags, String retention) {

  /** Nothing is said. */
  public static final ServerFacts NONE = new ServerFacts("", Map.of(), "");

  /**
   * Copies the parts.
   *
   * @param configuration its configuration as YAML, or empty
   * @param flags its options by name
   * @param retention how long samples are kept, in words
   */
  public ServerFacts {
    flags = Collections.unmodifiableMap(new TreeMap<>(flags));
  }
}
