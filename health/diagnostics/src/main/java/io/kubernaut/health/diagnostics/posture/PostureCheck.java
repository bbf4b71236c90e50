package io.kubernaut.health.diagnostics.posture;

import java.time.Instant;
import java.util.List;

/**
 * Looks at one side of how a service is set up.
 *
 * <p>What it throws becomes a weakness of its own: what cannot be looked at is not known to be
 * safe.
 */
public interface PostureCheck {

  /**
   * Returns what kind of weakness it finds.
   *
   * @return for example {@code security.certificate-expiry}; the same for every look
   */
  String kind();

  /**
   * Returns what it looks at, for evidence that a control is kept to.
   *
   * @return a short name
   */
  String subject();

  /**
   * Returns the controls of NIST SP 800-53 that it touches.
   *
   * @return their ids, for example {@code SC-17}; at least one
   */
  List<String> controls();

  /**
   * Looks.
   *
   * @param now the time of the wall clock
   * @return what is not safe; nothing if all is well
   * @throws Exception if it cannot be looked at
   */
  List<Weakness> look(Instant now) throws Exception;
}
