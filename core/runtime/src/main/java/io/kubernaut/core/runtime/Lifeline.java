package io.kubernaut.core.runtime;

/**
 * What ties one start of a component to its supervisor: here it reports its death, and that it is
 * not stuck.
 *
 * <p>A lifeline belongs to one start. Once the component has been replaced or stopped its lifeline
 * is cut: reports are ignored and {@link #beat} says so, so a thread left over from before can do
 * no harm. Safe for any thread; does not block.
 */
public interface Lifeline {

  /**
   * Reports that the component is dead. It is stopped, and started again as its {@link
   * RestartPolicy} says. Only the first report counts.
   *
   * @param cause why it died
   */
  void failed(Throwable cause);

  /**
   * Says that the component is alive. Due at least every {@link Component#heartbeat()}.
   *
   * @return whether this lifeline still holds; if not, the caller was replaced and should end
   */
  boolean beat();
}
