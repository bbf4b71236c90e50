/** What keeps secrets out of everything that leaves the process for people to read. */
package io.kubernaut.health.diagnostics.redaction;
