/** The SDK's own parts, as components like any other: who watches the watchers. */
package io.kubernaut.health.checks.sdk;
