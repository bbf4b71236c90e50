/**
 * How services and their parts are, in the words of the health body {@code
 * application/health+json}.
 *
 * <pre>{@code
 * HealthReport report = Codecs.json(HealthReport.class).read(body);
 * if (!report.status().isServing()) {
 *   report.check("orders-db:responseTime").ifPresent(check -> log.warn(check.output()));
 * }
 * }</pre>
 */
package io.kubernaut.types.health;
