/** How a service was, and where it is heading: history, availability, trend. */
package io.kubernaut.health.checks.history;
