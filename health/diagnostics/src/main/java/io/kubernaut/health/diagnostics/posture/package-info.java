/** How safely a service is set up, scored as health is, with the controls each weakness touches. */
package io.kubernaut.health.diagnostics.posture;
