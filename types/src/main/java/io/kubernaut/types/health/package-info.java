/**
 * How services and their parts are, in the words of the health body {@code
 * application/health+json}.
 *
 * <pre>{@code
 * HealthReport report = Codecs.json(HealthReport.class).read(body);
 * if (!report.status().isServing()) {
 *   report.check("orders-db:responseTime").ifPresent(check -> log.warn(check.output()));
 * }
 *
 * DependencyStatus cache = DependencyStatus.of("cache", Need.OPTIONAL, looked);
 * cache.passedOn();                                                  // DEGRADED at worst
 *
 * HealthStatus status = ProbeAnswer.read(503, body).status();        // whatever the service speaks
 * ProbeResult.of(ProbeKind.READINESS, status, now).after(before).streak();
 * }</pre>
 */
package io.kubernaut.types.health;
