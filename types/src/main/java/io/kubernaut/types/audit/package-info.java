/**
 * What was done, by whom, to what, and how it came out: the audit envelope, version 1.0.
 *
 * <pre>{@code
 * AuditEvent event =
 *     AuditEvent.builder("gateway.signal.received", AuditCategory.GATEWAY, AuditOutcome.SUCCESS, now)
 *         .correlation("rr-2026-001")
 *         .actor("service", "gateway-service")
 *         .build();                            // or InvalidDocumentException with all problems
 * }</pre>
 */
package io.kubernaut.types.audit;
