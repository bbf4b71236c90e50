/**
 * Proof that rules are kept: frameworks and controls, evidence in a chain of hashes, findings, how
 * long records are kept, and legal holds. Control catalogues are read in the format of NIST, OSCAL.
 *
 * <pre>{@code
 * EvidenceChain chain =
 *     EvidenceChain.of(kept).append("e-17", "ac-2", Method.TEST, List.of("pod/orders-0"), now, report);
 * chain.verify();                                          // empty: nothing was changed, moved or left out
 *
 * Retention.of(policies, holds).decide("audit/2019", labels, made, now).reason();
 *                                                          // legal hold "h-1" binds it
 * }</pre>
 *
 * <p>Source: <a href="https://pages.nist.gov/OSCAL/">OSCAL 1.1</a>. Periods are days of 24 hours.
 */
package io.kubernaut.types.compliance;
