/** The diagnostic bundle, and the door to everything else here. */
package io.kubernaut.health.diagnostics;
