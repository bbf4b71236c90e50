/** Probes over HTTP, and in the words of others: Kubernetes, gRPC, Spring Boot, MicroProfile. */
package io.kubernaut.health.checks.probes;
