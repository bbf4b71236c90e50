/** How a service is, and why: checks that run in the background, and reports that are read. */
package io.kubernaut.health.checks;
